//! Moments: what is on show, put on the clipboard; and shown again where one is opened.

use crate::app::App;
use crate::app::command::WindowCommand;
use crate::app::view::View;
use crate::moment::Moment;
use crate::session::Notice;

impl App {
    /// Puts the run on the clipboard, as far as it has come, with what is on show of it.
    pub(in crate::app) fn copy_moment(&mut self, ctx: &egui::Context) {
        match self.session.run.played().written() {
            Ok(recipe) => {
                ctx.copy_text(recipe + &self.moment_on_show().to_comments());
                let notice = Notice::info(|texts| texts.moments.handed_over.to_owned());
                self.session.notices.push(notice);
            }
            Err(reason) => self.tell_saved(Err(reason.into())),
        }
    }

    /// What is on show.
    pub fn moment_on_show(&self) -> Moment {
        let (session, curves, loss) = (&self.session, &self.curves, &self.loss);
        Moment {
            view: Some(self.view.name()),
            input: Some(curves.show_input),
            whole_data: Some(curves.whole),
            logarithmic: Some(loss.axes.logarithmic),
            smoothing: Some(loss.smoothed.factor()),
            loss: (!loss.follow).then(|| loss.axes.steps.clone()),
            curves: (!curves.follow).then(|| curves.t_range.clone()),
            ..session.moment()
        }
    }

    /// A moment was opened, and its run is on the way: the window is set as it was.
    pub(in crate::app) fn turn_to_moment(&mut self, ctx: &egui::Context, moment: Box<Moment>) {
        if let Some(view) = moment.view.and_then(View::from_name) {
            self.carry_out(ctx, WindowCommand::Show(view));
        }
        if let Some(input) = moment.input {
            self.curves.show_input = input;
        }
        if let Some(logarithmic) = moment.logarithmic {
            self.loss.axes.logarithmic = logarithmic;
        }
        if let Some(factor) = moment.smoothing {
            self.loss.smoothed.set_factor(factor);
        }
        self.moment = Some((self.session.run.id, moment));
    }

    /// What is in view of a moment is shown once it is there: a plot is no longer than its run.
    pub(in crate::app) fn arrive_at_moment(&mut self) {
        // While a lesson goes on, the user's own run waits.
        if self.lesson.is_some() || self.session.is_on_the_way() {
            return;
        }
        let Some((run, moment)) = self.moment.take() else { return };
        if run != self.session.run.id {
            return;
        }
        let Moment { loss, whole_data, curves, .. } = *moment;
        self.loss.look_at(run, loss);
        self.curves.look_at(&self.session, whole_data, curves);
    }
}
