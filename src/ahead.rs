//! Reading ahead: more threads, so that files are read while those before them are checked or counted.

use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::JoinHandle;

/// Does something with each item on threads of their own, a few items ahead of whoever takes the results, in their order. `start` gives what
/// each thread does, with whatever it has for itself.
pub fn ahead<T: Send + 'static, U: Send + 'static, W: FnMut(T) -> U + Send + 'static>(
    items: Vec<T>,
    start: impl Fn() -> W,
) -> impl Iterator<Item = U> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).clamp(1, MOST).min(items.len().max(1));
    // Each thread has every so manieth item, so that the results come in order without being sorted.
    let mut shares: Vec<Vec<T>> = (0..threads).map(|_| Vec::new()).collect();
    for (i, item) in items.into_iter().enumerate() {
        if let Some(share) = shares.get_mut(i % threads) {
            share.push(item);
        }
    }
    let mut readers: Vec<Reader<U>> = shares.into_iter().map(|share| Reader::start(share, start())).collect();
    let mut next = 0;
    std::iter::from_fn(move || {
        let at = next % threads;
        next += 1;
        readers.get_mut(at)?.next()
    })
}

/// How many files each thread reads ahead.
const AHEAD: usize = 16;

/// Whoever takes the results is a thread too: more readers than this would wait for it.
const MOST: usize = 4;

struct Reader<U> {
    done: Receiver<U>,
    thread: Option<JoinHandle<()>>,
}

impl<U: Send + 'static> Reader<U> {
    fn start<T: Send + 'static>(items: Vec<T>, mut work: impl FnMut(T) -> U + Send + 'static) -> Self {
        let (send, done) = sync_channel(AHEAD);
        let thread = std::thread::spawn(move || {
            for item in items {
                // Nobody takes the results any more: the run was given up.
                if send.send(work(item)).is_err() {
                    break;
                }
            }
        });
        Self { done, thread: Some(thread) }
    }

    fn next(&mut self) -> Option<U> {
        if let Ok(result) = self.done.recv() {
            return Some(result);
        }
        // A thread that failed must not look like one that came to its end: what it had not read yet would be lost without a word.
        match self.thread.take()?.join() {
            Ok(()) => None,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ahead;

    #[test]
    fn results_come_in_the_order_of_their_items() {
        for n in [0, 1, 2, 3, 7, 500] {
            let doubled: Vec<usize> = ahead((0..n).collect(), || |i: usize| i * 2).collect();
            assert_eq!(doubled, (0..n).map(|i| i * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_thread_that_fails_is_not_the_end() {
        let run = || ahead((0..40).collect(), || |i: usize| 40 / (21 - i.min(21))).count();
        assert!(std::panic::catch_unwind(run).is_err());
    }
}
