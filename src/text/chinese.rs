//! The Chinese texts, in simplified characters, in the terms of docs/zh/glossary.md.

mod commands;
mod spoken;

use super::{
    Cards, Commands, Controls, Draw, Errors, Evaluation, Graphs, Keys, Lenses, Notices, OwnData,
    Plots, Race, Residuals, Runs, Session, Spoken, Status, Sweep, Texts, Transport, Verdicts,
};

/// The Chinese texts; those that nobody has put into Chinese yet are English.
pub static CHINESE: Texts = Texts {
    transport: Transport::ENGLISH,
    controls: Controls::ENGLISH,
    draw: Draw::ENGLISH,
    status: Status::ENGLISH,
    notices: Notices::ENGLISH,
    keys: Keys::ENGLISH,
    commands: Commands::CHINESE,
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
    spoken: Spoken::CHINESE,
};
