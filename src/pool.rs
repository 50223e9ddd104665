//! The workers of a run, each with a thread that feeds it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use crate::deliver::Entry;
use crate::worker::{Job, Outcome, Start, Worker};

/// A document to be made, with its entry in the manifest.
pub(crate) type Task = (Entry, Job);
/// The entry with what became of it.
pub(crate) type Done = (Entry, Outcome);

/// The workers, each with a thread that feeds it.
pub(crate) struct Pool {
    tasks: Option<SyncSender<Vec<Task>>>,
    /// What is done, as it comes.
    pub(crate) done: Receiver<Done>,
    threads: Vec<JoinHandle<()>>,
}

impl Pool {
    /// So many workers. Once `stop` is set, what waits is not made.
    pub(crate) fn new(workers: usize, start: &Start, stop: &Arc<AtomicBool>) -> Self {
        // A short queue: what waits is held in memory.
        let (tasks, queue) = sync_channel::<Vec<Task>>(workers * 2);
        let queue = Arc::new(Mutex::new(queue));
        let (send, done): (Sender<Done>, Receiver<Done>) = channel();
        let threads = (0..workers)
            .map(|_| {
                let (queue, send, mut worker) = (Arc::clone(&queue), send.clone(), Worker::new(start.clone()));
                let stop = Arc::clone(stop);
                std::thread::spawn(move || {
                    loop {
                        let task = match queue.lock() {
                            Ok(queue) => queue.recv(),
                            Err(_) => break,
                        };
                        let Ok(tasks) = task else { break };
                        for (entry, job) in tasks {
                            if stop.load(Ordering::Relaxed) {
                                break;
                            }
                            let outcome = worker.run(&job);
                            if send.send((entry, outcome)).is_err() {
                                return;
                            }
                        }
                    }
                })
            })
            .collect();
        Self { tasks: Some(tasks), done, threads }
    }

    /// Hands over documents that one worker makes, one after another.
    pub(crate) fn submit(&self, together: Vec<Task>) {
        if let Some(tasks) = &self.tasks {
            // Fails only when every feeding thread is gone, and they end only with the queue.
            let _ = tasks.send(together);
        }
    }

    /// Waits for what is still under way.
    pub(crate) fn finish(mut self) -> Vec<Done> {
        self.tasks = None;
        let rest: Vec<Done> = self.done.iter().collect();
        for thread in self.threads {
            let _ = thread.join();
        }
        rest
    }
}
