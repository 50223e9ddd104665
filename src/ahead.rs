//! Reading ahead: one more thread, so that a file is read while the one before it is checked or counted.

/// Does something with each item on a thread of its own, a few items ahead of whoever takes the results, in their order: a file is read
/// while the one before it is checked.
pub fn ahead<T: Send + 'static, U: Send + 'static>(
    items: Vec<T>,
    mut work: impl FnMut(T) -> U + Send + 'static,
) -> impl Iterator<Item = U> {
    let (send, done) = std::sync::mpsc::sync_channel(AHEAD);
    let mut thread = Some(std::thread::spawn(move || {
        for item in items {
            // Nobody takes the results any more: the run was given up.
            if send.send(work(item)).is_err() {
                break;
            }
        }
    }));
    // A thread that failed must not look like one that came to its end: what it had not read yet would be lost without a word.
    done.into_iter().chain(std::iter::from_fn(move || match thread.take()?.join() {
        Ok(()) => None,
        Err(panic) => std::panic::resume_unwind(panic),
    }))
}

/// How many files are read ahead.
const AHEAD: usize = 16;
