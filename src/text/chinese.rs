//! The texts in Chinese, in simplified characters. Terms and spelling are those of docs/zh/glossary.md.

mod captions;
mod headless;
mod help;
mod overwriting;
mod usage;

use super::{
    Captions, Cards, Controls, Draw, Errors, Evaluation, Graphs, Headless, Help, Keys, Lenses,
    Notices, Overwriting, OwnData, Plots, Race, Residuals, Runs, Session, Status, Sweep, Texts,
    Transport, Usage, Verdicts,
};

/// The Chinese texts; those that nobody has put into Chinese yet are English.
pub static CHINESE: Texts = Texts {
    transport: Transport::ENGLISH,
    controls: Controls::ENGLISH,
    draw: Draw::ENGLISH,
    status: Status::ENGLISH,
    notices: Notices::ENGLISH,
    keys: Keys::ENGLISH,
    plots: Plots::ENGLISH,
    lenses: Lenses::ENGLISH,
    cards: Cards::ENGLISH,
    graphs: Graphs::ENGLISH,
    verdicts: Verdicts::ENGLISH,
    runs: Runs::ENGLISH,
    race: Race::ENGLISH,
    sweep: Sweep::ENGLISH,
    own_data: OwnData::ENGLISH,
    session: Session::ENGLISH,
    evaluation: Evaluation::ENGLISH,
    residuals: Residuals::ENGLISH,
    errors: Errors::ENGLISH,
    help: Help::CHINESE,
    usage: Usage::CHINESE,
    overwriting: Overwriting::CHINESE,
    headless: Headless::CHINESE,
    captions: Captions::CHINESE,
};
