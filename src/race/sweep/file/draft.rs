//! A sweep.toml being read, table by table.

use toml::Spanned;
use toml::de::DeTable;

use super::SweepFile;
use super::values::{axis, criterion, number, seeds};
use crate::config::Field;
use crate::config::items::{Checked, Item, Key, VERSION_KEY, in_order, mistake, set, whole};
use crate::preset::read_base;
use crate::race::Criterion;
use crate::race::sweep::{MOST_RUNS, Sample, SweepPlan};
use crate::text::Texts;
use crate::wording::foreign;

/// The key of the run's length, which stands at the top as it does in a recipe.
const STEPS_KEY: &str = "steps";
const BASE_KEY: &str = "base";

/// Reads what stands under a key.
type Read = fn(&mut Draft<'_>, &Key<'_>, &Item<'_>) -> Checked<()>;

/// The keys of the file itself, and how each is read.
const KEYS: &[(&str, Read)] = &[
    // It has been looked at first of all.
    (VERSION_KEY, |_, _, _| Ok(())),
    (STEPS_KEY, |draft, _, item| draft.set(Field::Steps, item)),
    // What it means is known once the others are read.
    ("criterion", |_, _, _| Ok(())),
    ("loss", |draft, key, item| draft.loss(key, item)),
    ("last", |draft, key, item| draft.last(key, item)),
    ("samples", |draft, key, item| draft.samples(key, item)),
    ("sample_seed", |draft, key, item| draft.sample_seed(key, item)),
    ("vary", |draft, key, item| draft.vary(key, item)),
    (BASE_KEY, |draft, key, item| draft.base(key, item)),
];

/// What a file's tables say; `line` is the line, from 1, of a place in the text.
pub(super) fn read(table: &DeTable<'_>, line: &dyn Fn(usize) -> usize) -> Checked<SweepFile> {
    let sampled = table.contains_key("samples");
    let mut draft = Draft { file: SweepFile::default(), line, loss: None, last: None, sampled };
    draft.top_level(table)?;
    draft.finish(table)?;
    Ok(draft.file)
}

/// A file being read.
struct Draft<'a> {
    file: SweepFile,
    /// The line, from 1, of a place in the text.
    line: &'a dyn Fn(usize) -> usize,
    loss: Option<f32>,
    last: Option<u64>,
    /// Whether points are drawn at random.
    sampled: bool,
}

impl Draft<'_> {
    fn top_level(&mut self, table: &DeTable<'_>) -> Checked<()> {
        for (key, item) in in_order(table) {
            let name = key.get_ref().as_ref();
            let Some((_, read)) = KEYS.iter().find(|(known, _)| *known == name) else {
                let texts = Texts::in_force();
                let keys: Vec<&str> = KEYS.iter().map(|(known, _)| *known).collect();
                let keys = (texts.words.names)(&keys);
                let reason = (texts.plans.no_key)(&foreign(name), &keys);
                return mistake(key.span(), reason);
            };
            read(self, key, item)?;
        }
        Ok(())
    }

    fn loss(&mut self, key: &Key<'_>, item: &Item<'_>) -> Checked<()> {
        self.loss = Some(number(key.get_ref(), item)? as f32);
        Ok(())
    }

    fn last(&mut self, key: &Key<'_>, item: &Item<'_>) -> Checked<()> {
        let (least, most) = Criterion::LAST_RANGE.into_inner();
        self.last = Some(whole(key.get_ref(), item, least, most)?);
        Ok(())
    }

    fn samples(&mut self, key: &Key<'_>, item: &Item<'_>) -> Checked<()> {
        self.sample().points = whole(key.get_ref(), item, 1, MOST_RUNS as u64)? as usize;
        Ok(())
    }

    fn sample_seed(&mut self, key: &Key<'_>, item: &Item<'_>) -> Checked<()> {
        self.sample().seed = whole(key.get_ref(), item, 0, u32::MAX.into())? as u32;
        Ok(())
    }

    /// Reads a setting of the base.
    fn set(&mut self, field: Field, item: &Item<'_>) -> Checked<()> {
        set(field, item, &mut self.file.base)?;
        self.file.lines.push((field, (self.line)(item.span().start)));
        Ok(())
    }

    fn sample(&mut self) -> &mut Sample {
        self.file.sample.get_or_insert(Sample { points: 0, seed: 1 })
    }

    /// What can only be said once all keys are read.
    fn finish(&mut self, table: &DeTable<'_>) -> Checked<()> {
        if let Some(item) = table.get("criterion") {
            self.file.criterion = Some(criterion(item, self.loss, self.last)?);
        }
        let words = &Texts::in_force().plans;
        let item = |key: &str| table.get(key).map_or(0..0, Spanned::span);
        let named = self.file.criterion.map(Criterion::name);
        for (key, is_there, of) in [
            ("loss", self.loss.is_some(), Criterion::STEPS_TO),
            ("last", self.last.is_some(), Criterion::MEAN_LOSS),
        ] {
            if is_there && named != Some(of) {
                return mistake(item(key), (words.needs_criterion)(key, of));
            }
        }
        if self.file.sample.is_some_and(|sample| sample.points == 0) {
            return mistake(item("sample_seed"), words.needs_samples);
        }
        self.nothing_is_said_twice(table)
    }

    /// Of two values for one setting nobody knows which is meant.
    fn nothing_is_said_twice(&self, table: &DeTable<'_>) -> Checked<()> {
        let words = &Texts::in_force().plans;
        let base = table.get(BASE_KEY).and_then(|base| base.get_ref().as_table());
        for (key, _) in base.into_iter().flat_map(in_order) {
            let name = key.get_ref();
            let said = match Field::from_name(name) {
                Some(field) if self.file.varies(field) => words.varied_as_well,
                Some(Field::Steps) if table.contains_key(STEPS_KEY) => words.on_top_as_well,
                _ => continue,
            };
            return mistake(key.span(), said(name));
        }
        Ok(())
    }

    fn base(&mut self, key: &Key<'_>, item: &Item<'_>) -> Checked<()> {
        self.file.preset = read_base(table_of(key, item)?, |field, item| self.set(field, item))?;
        Ok(())
    }

    fn vary(&mut self, key: &Key<'_>, item: &Item<'_>) -> Checked<()> {
        self.file.vary_line = (self.line)(key.span().start);
        for (key, item) in in_order(table_of(key, item)?) {
            let line = (self.line)(item.span().start);
            match Field::from_name(key.get_ref()) {
                Some(Field::Seed) => self.file.seeds = Some((seeds(item)?, line)),
                Some(field) if SweepPlan::FIELDS.contains(&field) => {
                    let axis = axis(field, item, self.sampled)?;
                    self.file.axes.push((field, axis, line));
                }
                _ => {
                    let (name, varied) = (foreign(key.get_ref().as_ref()), can_be_varied());
                    let said = Texts::in_force().plans.not_varied;
                    return mistake(key.span(), said(&name, &varied));
                }
            }
        }
        Ok(())
    }
}

/// The names of all that `[vary]` takes.
fn can_be_varied() -> String {
    let fields = SweepPlan::FIELDS.iter().chain(&[Field::Seed]);
    (Texts::in_force().words.names)(&fields.map(|field| field.name()).collect::<Vec<_>>())
}

/// The table under a key.
fn table_of<'a, 'b>(key: &Key<'_>, item: &'b Item<'a>) -> Checked<&'b DeTable<'a>> {
    let reason = || (Texts::in_force().plans.no_table)(key.get_ref());
    item.get_ref().as_table().map_or_else(|| mistake(key.span(), reason()), Ok)
}
