//! The ground under everything that runs beside the window: one skeleton for threads, and the words
//! in which threads speak of each other.
//!
//! A thread of this program is an *actor*. It owns what it works on, takes commands from an [`Inbox`]
//! and puts what it has to tell into an [`Outbox`]; whoever started it holds a [`Handle`]. Dropping
//! the handle ends it. A panic in it becomes its last event. [`ThreadSpec::spawn`] is the one place in
//! the program at which a thread begins, so that each has a name, and the stack that it needs.

mod actor;
mod mailbox;
mod pace;
mod panic;
mod processor;

pub use actor::{Handle, ThreadSpec};
pub use mailbox::{CommandSender, Dropped, Inbox, Offer, Outbox};
pub use pace::Pace;
pub use panic::{caught, panic_text};
pub use processor::{Courtesy, ProcessorTime, busy_time};

/// Called when there is something to read, by whichever thread has it.
pub type Waker = Box<dyn Fn() + Send + Sync>;

/// Tells the runs of a program apart; counts from 1.
pub type RunId = u64;

#[cfg(test)]
mod tests;
