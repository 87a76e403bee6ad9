//! Where plots below each other begin: all of them where the one with the widest labels does.

use crate::thread::RunId;

/// Less than anybody sees, in points.
const NOTHING: f32 = 0.01;

/// What stands at the left of each of several plots.
#[derive(Debug, Default)]
pub(super) struct Lefts {
    /// The run and its targets whose plots they are.
    of: (RunId, Vec<usize>),
    /// What each is given at the least, in points.
    room: f32,
    /// What each has taken in this frame.
    taken: Vec<f32>,
}

impl Lefts {
    /// The room that each plot of these targets is given at the least. It only grows: what is moved or zoomed doesn't
    /// make the plots jump to and fro.
    pub(super) fn begin(&mut self, run: RunId, targets: &[usize]) -> f32 {
        if (self.of.0, &*self.of.1) != (run, targets) {
            *self = Self { of: (run, targets.to_vec()), ..Self::default() };
        }
        self.taken.clear();
        if targets.len() > 1 { self.room } else { 0.0 }
    }

    /// Takes in what a plot has taken.
    pub(super) fn add(&mut self, taken: f32) {
        self.taken.push(taken);
    }

    /// Whether all of them stand in line; where they don't, they will in the next picture.
    pub(super) fn are_even(&mut self) -> bool {
        self.room = self.taken.iter().copied().fold(self.room, f32::max);
        self.taken.len() < 2 || self.taken.iter().all(|taken| self.room - taken < NOTHING)
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;

    use crate::app::install_style;
    use crate::app::panels::curves::CurvesPanel;
    use crate::config::{Config, DataChoice, Split};
    use crate::data;
    use crate::recipe::Recipe;
    use crate::session::Session;
    use crate::thread::Pace;
    use crate::worker::Until;

    #[test]
    fn plots_below_each_other_begin_at_one_place_whatever_their_labels() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.csv");
        let rows = (0..200).map(|n| {
            let part = f64::from(n % 17);
            format!("{part},{},{}\n", 1e6 * part, 1e-3 * part)
        });
        std::fs::write(&path, format!("a,b [a long unit],c\n{}", rows.collect::<String>()))
            .unwrap();
        let names = ["a", "b [a long unit]", "c"].map(str::to_owned).to_vec();
        let mut config = Config {
            data: DataChoice::File(path),
            targets: names,
            split: Split { train: 60.0, validation: 20.0, test: 20.0 },
            ..Config::default()
        };
        data::open(&mut config).unwrap();
        let session = Session::new(Recipe::from(config), Pace::Max, Until::default(), false).0;
        let mut harness = Harness::builder()
            .with_size(egui::vec2(900.0, 600.0))
            .with_context_setup(install_style)
            .build_ui_state(
                |ui, (panel, session): &mut (CurvesPanel, Session)| {
                    panel.ui(ui, session, &mut Vec::new());
                },
                (CurvesPanel::default(), session),
            );
        harness.run_steps(3);
        let taken = &harness.state().0.lefts.taken;
        assert_eq!(taken.len(), 3);
        assert!(taken.iter().all(|left| (left - taken[0]).abs() < 0.01), "{taken:?}");
    }
}
