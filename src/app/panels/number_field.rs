//! A number that is typed or dragged: shown as it is, read as people write it, and refused with a
//! sentence at the field where it can't be.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::RangeInclusive;

use egui::emath::Numeric;
use egui::{DragValue, TextStyle, Ui, Widget};

use super::refusal::{forget, refuse, tell};
use super::steps::{self, Steps};
use crate::config::Field;
use crate::number::typed::{Accepted, Refusal, cut, in_turns};
use crate::text::Texts;
use crate::wording::Sentence;

/// Characters of a refused text that its sentence repeats at most.
const REPEATED: usize = 24;
/// What a point of dragging changes at the least, as a part of the number.
const GENTLE: f64 = 0.01;

/// A field for a number.
pub(in crate::app) struct NumberField<'a> {
    get_set: Box<dyn FnMut(Option<f64>) -> f64 + 'a>,
    accepted: Accepted,
    /// The setting that says what it must be; else its ends do.
    setting: Option<Field>,
    /// Where dragging ends, short of what can be typed.
    travel: (f64, f64),
    speed: f64,
    prefix: Cow<'a, str>,
    suffix: Cow<'a, str>,
    width: Option<f32>,
    turns: bool,
}

impl<'a> NumberField<'a> {
    /// A field for a number from `least` to `most`, whole ones where the type is.
    pub(in crate::app) fn new<T: Numeric>(value: &'a mut T, range: RangeInclusive<T>) -> Self {
        let (least, most) = (number(*range.start()), number(*range.end()));
        let get_set = move |new: Option<f64>| {
            if let Some(new) = new {
                *value = T::from_f64(new);
            }
            number(*value)
        };
        Self {
            get_set: Box::new(get_set),
            accepted: Accepted { least, most, whole: T::INTEGRAL },
            setting: None,
            travel: (least, most),
            speed: if T::INTEGRAL { 0.1 } else { 0.001 },
            prefix: Cow::Borrowed(""),
            suffix: Cow::Borrowed(""),
            width: None,
            turns: false,
        }
    }

    /// A field for the number of a setting, which takes what the setting does.
    pub(in crate::app) fn of<T: Numeric>(value: &'a mut T, field: Field) -> Self {
        let own = Self { setting: Some(field), ..Self::new(value, super::row::range(field)) };
        own.whole_if(field.is_whole())
    }

    /// Takes whole numbers only.
    fn whole_if(mut self, whole: bool) -> Self {
        self.accepted.whole |= whole;
        self
    }

    /// What a point of dragging adds.
    pub(in crate::app) fn speed(self, speed: f64) -> Self {
        Self { speed, ..self }
    }

    /// Where dragging ends, if not where typing does.
    pub(in crate::app) fn travel(self, least: f64, most: f64) -> Self {
        Self { travel: (least, most), ..self }
    }

    /// What stands before the number.
    pub(in crate::app) fn prefix(self, prefix: impl Into<Cow<'a, str>>) -> Self {
        Self { prefix: prefix.into(), ..self }
    }

    /// What stands behind the number, and may be typed with it.
    pub(in crate::app) fn suffix(self, suffix: impl Into<Cow<'a, str>>) -> Self {
        Self { suffix: suffix.into(), ..self }
    }

    /// Its least width in points, where it isn't egui's.
    pub(in crate::app) fn width(self, width: f32) -> Self {
        Self { width: Some(width), ..self }
    }

    /// Shows fractions of π as such.
    pub(in crate::app) fn in_turns(self) -> Self {
        Self { turns: true, ..self }
    }

    fn written(&self, number: f64) -> String {
        let turns = if self.turns { in_turns(number) } else { None };
        turns.unwrap_or_else(|| self.accepted.written(number))
    }

    /// Reads what was typed, with its unit or without.
    fn read(&self, text: &str) -> Result<f64, Refusal> {
        let unit = self.suffix.trim();
        let text = text.trim();
        self.accepted.read(text.strip_suffix(unit).unwrap_or(text))
    }

    /// The sentence that refuses a text.
    fn sentence(&self, text: &str, why: Refusal) -> Sentence {
        let mut shown: String = text.trim().chars().take(REPEATED).collect();
        if shown.len() < text.trim().len() {
            shown.push('…');
        }
        let Accepted { least, most, whole } = self.accepted;
        let [least, most] = [least, most].map(|end| self.accepted.written(end));
        let (shown, setting) = (shown.escape_debug().to_string(), self.setting);
        Texts::sentence(move |Texts { controls: texts, .. }| {
            let must_be = match setting {
                Some(field) => field.shape().expected(),
                None if whole => (texts.whole_from)(&least, &most),
                None => (texts.from)(&least, &most),
            };
            (texts.refused)(&shown, why, &must_be)
        })
    }

    /// Characters for which there is room.
    fn room(&self, ui: &Ui) -> usize {
        let width = self.width.unwrap_or_else(|| ui.available_width().max(40.0));
        let font = TextStyle::Button.resolve(ui.style());
        let digit = ui.fonts_mut(|fonts| fonts.glyph_width(&font, '0')).max(1.0);
        ((width - 2.0 * ui.spacing().button_padding.x) / digit) as usize
    }

    /// A point of dragging changes small numbers by little.
    fn gentle_speed(&self, number: f64) -> f64 {
        let part = GENTLE * number.abs();
        if self.accepted.whole || part == 0.0 { self.speed } else { self.speed.min(part) }
    }

    /// How far ↑ and ↓ move a number: small ones by what is little to them.
    fn steps(&self, number: f64) -> Steps {
        let part = GENTLE * number.abs();
        match self.accepted.whole {
            true => Steps::Linear(1.0),
            false if part > 0.0 && part <= self.speed => Steps::factors(false),
            false => Steps::linear(&(0.0..=100.0 * self.speed), false),
        }
    }

    /// egui's widget, which leaves in `typed` what was typed and read.
    fn drag_value<'b>(
        &'b self,
        ui: &Ui,
        value: &'b mut f64,
        typed: &'b Cell<Option<Result<f64, (Refusal, String)>>>,
    ) -> DragValue<'b> {
        // While it is edited every digit is there: what isn't touched stays as it is.
        let is_edited = ui.memory(|memory| memory.has_focus(ui.next_auto_id()));
        let room = if is_edited { usize::MAX } else { self.room(ui) };
        let speed = self.gentle_speed(*value);
        let height = ui.spacing().interact_size.y;
        let width = self.width.unwrap_or(ui.spacing().interact_size.x);
        DragValue::new(value)
            .range(self.travel.0..=self.travel.1)
            .clamp_existing_to_range(false)
            .update_while_editing(false)
            .speed(speed)
            .max_decimals(if self.accepted.whole { 0 } else { 15 })
            .min_size(egui::vec2(width, height))
            .prefix(&*self.prefix)
            .suffix(&*self.suffix)
            .custom_formatter(move |number, _| cut(&self.written(number), room))
            .custom_parser(|text| {
                let read = self.read(text);
                typed.set(Some(read.map_err(|why| (why, text.to_owned()))));
                read.ok()
            })
    }
}

impl Widget for NumberField<'_> {
    fn ui(mut self, ui: &mut Ui) -> egui::Response {
        let before = (self.get_set)(None);
        let travel = self.travel.0..=self.travel.1;
        let by_keys =
            steps::moved_number(ui, ui.next_auto_id(), before, self.steps(before), travel);
        let (mut shown, typed) = (by_keys.unwrap_or(before), Cell::new(None));
        let mut answer = ui.add(self.drag_value(ui, &mut shown, &typed));
        // What comes neither typed nor dragged is held to the same numbers.
        let read = typed.take().or_else(|| {
            let check = |why| (why, self.accepted.written(shown));
            (shown != before).then(|| self.accepted.check(shown).map_err(check))
        });
        match read {
            Some(Ok(number)) if number != before => {
                (self.get_set)(Some(number));
                answer.mark_changed();
                forget(ui, answer.id);
            }
            Some(Err((why, text))) => refuse(ui, answer.id, self.sentence(&text, why)),
            Some(Ok(_)) | None => {}
        }
        tell(ui, &answer);
        answer
    }
}

/// The number that is meant: the shortest of those that a single-precision one stands for.
fn number<T: Numeric>(value: T) -> f64 {
    const THIRD: f64 = 1.0 / 3.0;
    let number = value.to_f64();
    let is_single = !T::INTEGRAL && T::from_f64(THIRD).to_f64() != THIRD;
    if is_single { (number as f32).to_string().parse().unwrap_or(number) } else { number }
}
