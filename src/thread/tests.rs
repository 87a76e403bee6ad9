//! What every thread of the program is promised by the skeleton that it stands on.

use std::time::{Duration, Instant};

use super::*;
use crate::wording::Language;

const SPEC: ThreadSpec = ThreadSpec { name: "test", commands: None, events: 4, stack: None };

fn nobody() -> Waker {
    Box::new(|| {})
}

/// A thread that echoes, and tells the sum at its end.
fn adder(spec: ThreadSpec) -> Handle<u32, u32> {
    let work = |inbox: &Inbox<u32>, outbox: &Outbox<u32>| {
        let mut sum = 0;
        while let Some(number) = inbox.next_to_the_last() {
            sum += number;
            outbox.send(number);
        }
        Some(sum)
    };
    spec.spawn(nobody(), work, |_| None).unwrap()
}

#[test]
fn commands_come_in_their_order_and_the_last_event_ends() {
    let mut thread = adder(SPEC);
    (1..=4).for_each(|number| thread.send(number).unwrap());
    let echoed: Vec<u32> = (0..4).map_while(|_| thread.wait()).collect();
    assert_eq!(echoed, [1, 2, 3, 4]);
    assert_eq!(thread.end().collect::<Vec<_>>(), [10]);
    assert_eq!(thread.send(5), Ok(()), "what comes too late is lost");
}

#[test]
fn what_came_before_the_end_is_taken_though_another_way_in_is_left() {
    let mut thread = adder(SPEC);
    let other = thread.sender().unwrap();
    assert!(other.try_send(7));
    assert_eq!(thread.end().collect::<Vec<_>>(), [7, 7]);
    assert!(!other.send(8), "nobody is there");
}

#[test]
fn a_dropped_handle_ends_the_wait_and_voids_what_is_unread() {
    let (told, ended) = crossbeam_channel::bounded(1);
    let (go, gone) = crossbeam_channel::bounded::<()>(0);
    let work = move |inbox: &Inbox<u32>, _: &Outbox<u32>| {
        let _ = gone.recv();
        let _ = told.send((inbox.ready(), inbox.is_dropped(), inbox.until(Instant::now())));
        None
    };
    let thread = SPEC.spawn(nobody(), work, |_| None).unwrap();
    thread.send(1).unwrap();
    drop(thread);
    drop(go);
    assert_eq!(ended.recv().unwrap(), (Err(Dropped), true, Err(Dropped)));
}

#[test]
fn a_panic_becomes_the_last_event() {
    let work = |_: &Inbox<()>, _: &Outbox<String>| panic!("out of {}", "paper");
    let thread = SPEC.spawn(nobody(), work, Some).unwrap();
    assert_eq!(thread.wait().as_deref(), Some("out of paper"));
    assert_eq!(thread.wait(), None);
}

#[test]
fn a_full_inbox_gives_the_command_back_and_a_full_outbox_the_event() {
    let (go, gone) = crossbeam_channel::bounded::<()>(0);
    let work = move |inbox: &Inbox<u32>, outbox: &Outbox<u32>| {
        let offers = [1, 2].map(|event| outbox.offer(event));
        let _ = gone.recv();
        let full = matches!(offers, [Offer::Taken, Offer::Full(2)]);
        assert!(full && inbox.newest() == Some(1));
        Some(3)
    };
    let spec = ThreadSpec { commands: Some(1), events: 1, ..SPEC };
    let mut thread = spec.spawn(nobody(), work, |_| None).unwrap();
    assert_eq!((thread.send(1), thread.send(2)), (Ok(()), Err(2)));
    drop(go);
    assert_eq!(thread.end().collect::<Vec<_>>(), [1, 3]);
}

#[test]
fn the_stack_is_as_large_as_was_said() {
    /// Some hundred bytes a turn, which no optimizer can take away.
    fn deep(turns: usize) -> usize {
        let room = std::hint::black_box([turns; 64]);
        if turns == 0 { 0 } else { room[turns % 64].min(1) + deep(turns - 1) }
    }
    let work = |_: &Inbox<()>, _: &Outbox<usize>| Some(deep(30_000));
    let spec = ThreadSpec { stack: Some(256 << 20), ..SPEC };
    let thread = spec.spawn(nobody(), work, |_| None).unwrap();
    assert_eq!(thread.wait(), Some(30_000));
}

#[test]
fn an_end_that_takes_too_long_is_not_waited_for() {
    let (go, gone) = crossbeam_channel::bounded::<()>(0);
    let work = move |_: &Inbox<()>, _: &Outbox<()>| gone.recv().ok();
    let mut thread = SPEC.spawn(nobody(), work, |_| None).unwrap();
    // It returns, though the thread can't end before `go` is dropped.
    thread.end_within(Duration::from_millis(1));
    drop(go);
}

#[test]
fn a_thread_goes_on_in_the_language_of_who_started_it() {
    let spoken = || {
        let work = |_: &Inbox<()>, _: &Outbox<Language>| Some(Language::in_force());
        SPEC.spawn(nobody(), work, |_| None).unwrap().wait()
    };
    for language in Language::ALL {
        assert_eq!(language.within(spoken), Some(*language));
    }
    assert_eq!(spoken(), Some(Language::in_force()));
}
