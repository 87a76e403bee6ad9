//! The texts in simplified Chinese, in the terms of `docs/zh/glossary.md`.

mod window;

use super::{
    Cards, Controls, Draw, Errors, Evaluation, Graphs, Keys, Lenses, Notices, OwnData, Plots, Race,
    Residuals, Runs, Session, Status, Sweep, Texts, Transport, Verdicts, Window,
};

/// The Chinese texts.
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
    window: Window::CHINESE,
};
