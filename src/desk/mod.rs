//! The desk: records of a folder written in a browser, on this machine alone. The record stays its file; the desk is a page over the folder.
//!
//! One person's browser talks to it (`guard`), pages are filled in by minijinja (`html`), a form is made of the one description of fields
//! (`form`), and what is typed goes into the file by `edit`, with a journal beside it (`open`, `store`). What a reader gets is laid out by a
//! worker (`pages`), so that a page that takes long never stops the form.

/// What a page is filled in with: names and values, or names of what has that name here.
macro_rules! with {
    (@one $map:ident $key:ident => $value:expr) => {
        $map.insert(stringify!($key).to_owned(), serde_json::to_value(&$value).unwrap_or_default());
    };
    (@one $map:ident $key:ident) => {
        with!(@one $map $key => $key);
    };
    ($($key:ident $(=> $value:expr)?),* $(,)?) => {{
        #[allow(unused_mut, reason = "some pages need nothing")]
        let mut map = serde_json::Map::new();
        $(with!(@one map $key $(=> $value)?);)*
        serde_json::Value::Object(map)
    }};
}

mod away;
pub mod begin;
mod both;
mod change;
mod findings;
mod folder;
pub mod form;
mod guard;
mod html;
mod made;
mod open;
mod pages;
mod record;
mod store;
mod today;

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use chrono::NaiveDate;
use tokio::sync::Notify;

use crate::clock;
use crate::policy::{Packs, Policy};
use crate::worker::{Start, Worker};

use folder::Folder;
use guard::Guard;
use open::Open;
use pages::Shelf;
use store::Stores;

/// Makes every document of the folder into the output folder, and says in a few sentences what came of it.
pub type MakeAll = dyn Fn() -> Result<Vec<String>, String> + Send + Sync;

/// What the desk goes by.
pub struct Options {
    /// The folder of records.
    pub folder: PathBuf,
    /// Where documents are made.
    pub out: PathBuf,
    /// The packs.
    pub packs: Packs,
    /// The day taken as today's, where it is not today.
    pub as_of: Option<NaiveDate>,
    /// How to start a worker that shows pages.
    pub start: Start,
    /// Makes all documents.
    pub make: Box<MakeAll>,
}

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options").finish_non_exhaustive()
    }
}

/// Everything that the pages share.
pub(crate) struct Desk {
    folder: Folder,
    out: PathBuf,
    packs: Mutex<Packs>,
    as_of: Option<NaiveDate>,
    opens: Mutex<HashMap<String, Arc<Mutex<Open>>>>,
    worker: Mutex<Worker>,
    shelf: Shelf,
    stores: Option<Stores>,
    make: Box<MakeAll>,
    guard: Guard,
    end: Notify,
}

/// The same, as handlers have it.
type Shared = axum::extract::State<Arc<Desk>>;

/// A lock; what somebody else left half done in a panic is whole all the same, for it is replaced whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// The day taken as today's.
    fn today(&self) -> NaiveDate {
        self.as_of.unwrap_or_else(clock::today)
    }

    /// A pack; the statutory one where it cannot be had.
    fn pack(&self, name: &str) -> Option<Arc<Policy>> {
        let mut packs = lock(&self.packs);
        packs.get(name).or_else(|_| packs.get("statutory")).ok()
    }

    /// The packs with their titles.
    fn pack_titles(&self) -> Vec<(String, String)> {
        let mut packs = lock(&self.packs);
        let names = packs.names();
        names.into_iter().filter_map(|name| packs.get(&name).ok().map(|pack| (name, pack.title.clone()))).collect()
    }
}

/// A desk that listens.
#[derive(Debug)]
pub struct Listening {
    /// Its address.
    pub address: SocketAddr,
    runtime: tokio::runtime::Runtime,
    listener: tokio::net::TcpListener,
    desk: DeskHandle,
}

/// A desk from outside.
#[derive(Clone)]
pub struct DeskHandle(Arc<Desk>);

impl std::fmt::Debug for DeskHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DeskHandle")
    }
}

impl DeskHandle {
    /// A way in that can be used once: the end of an address.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn way_in(&self) -> Result<String, String> {
        self.0.guard.way_in()
    }

    /// Ends the desk.
    pub fn end(&self) {
        self.0.end.notify_waiters();
        self.0.end.notify_one();
    }
}

/// Opens the desk on a free port of this machine.
///
/// # Errors
/// When there is none, or the system gives no random numbers.
pub fn listen(options: Options) -> Result<Listening, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| e.kind().to_string())?;
    let listener = runtime.block_on(tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))).map_err(|e| e.kind().to_string())?;
    let address = listener.local_addr().map_err(|e| e.kind().to_string())?;
    let folder = Folder::new(options.folder, options.packs.clone(), options.as_of)?;
    let stores = Stores::of(&folder.path);
    let desk = Arc::new(Desk {
        folder,
        out: options.out,
        packs: Mutex::new(options.packs),
        as_of: options.as_of,
        opens: Mutex::default(),
        worker: Mutex::new(Worker::new(options.start)),
        shelf: Shelf::default(),
        stores,
        make: options.make,
        guard: Guard::new(address.port())?,
        end: Notify::new(),
    });
    Ok(Listening { address, runtime, listener, desk: DeskHandle(desk) })
}

impl Listening {
    /// The desk from outside.
    #[must_use]
    pub fn handle(&self) -> DeskHandle {
        self.desk.clone()
    }

    /// Serves until the desk is ended.
    ///
    /// # Errors
    /// The operating system's.
    pub fn serve(self) -> std::io::Result<()> {
        let desk = Arc::clone(&self.desk.0);
        let waited = Arc::clone(&desk);
        let app = router(desk);
        let ended = async move { waited.end.notified().await };
        self.runtime.block_on(async move {
            let serve = axum::serve(self.listener, app).with_graceful_shutdown(ended);
            std::future::IntoFuture::into_future(serve).await
        })?;
        // What is typed is in the journal at every moment: nothing is waited for.
        self.runtime.shutdown_background();
        Ok(())
    }
}

fn router(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/", get(today::page))
        .route("/due", get(today::due))
        .route("/search", post(today::search))
        .route("/child/{id}", get(today::child))
        .route("/new", get(begin::page).post(begin::start))
        .route("/record/{id}", get(record::page))
        .route("/record/{id}/change", post(record::change))
        .route("/record/{id}/state", get(record::state))
        .route("/record/{id}/text", get(record::text).post(record::save_text))
        .route("/record/{id}/undo", post(record::undo))
        .route("/record/{id}/away", post(away::put))
        .route("/away", get(away::page))
        .route("/away/{id}", post(away::back))
        .route("/record/{id}/both", get(both::page).post(both::choose))
        .route("/record/{id}/next", post(begin::next))
        .route("/record/{id}/pages", post(pages::pages))
        .route("/record/{id}/pdf/{name}", get(pages::pdf))
        .route("/page/{id}", get(pages::page))
        .route("/made", get(made::page).post(made::make))
        .route("/made/{name}", get(made::file))
        .route("/end", post(today::end))
        .route("/enter", get(guard::enter))
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .route("/desk.css", get(|| async { asset("text/css", include_str!("../../templates/desk/desk.css")) }))
        .route("/desk.js", get(|| async { asset("text/javascript", include_str!("../../templates/desk/desk.js")) }))
        .route("/record.js", get(|| async { asset("text/javascript", include_str!("../../templates/desk/record.js")) }))
        .route("/pages.js", get(|| async { asset("text/javascript", include_str!("../../templates/desk/pages.js")) }))
        .route("/paste.js", get(|| async { asset("text/javascript", include_str!("../../templates/desk/paste.js")) }))
        .fallback(|| async { Answer::NotFound })
        .layer(axum::middleware::from_fn_with_state(Arc::clone(&desk), guard::guard))
        .layer(axum::extract::DefaultBodyLimit::max(4 * 1024 * 1024))
        .with_state(desk)
}

fn asset(kind: &'static str, text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, format!("{kind}; charset=utf-8"))], text).into_response()
}

/// What a handler gives instead of a page.
#[derive(Debug)]
enum Answer {
    /// There is no such page.
    NotFound,
    /// Something to be read by whoever sits there.
    Told(StatusCode, String),
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let (code, words) = match self {
            Self::NotFound => {
                (StatusCode::NOT_FOUND, "This page is not there. The record may have been moved, or the desk was started anew.".to_owned())
            }
            Self::Told(code, words) => (code, words),
        };
        let page = html::render("told.html", with! { words });
        (code, Html(page)).into_response()
    }
}

/// Does something that reads or writes files where it does not hold up other answers.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T, Answer> + Send + 'static) -> Result<T, Answer> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| {
        Err(Answer::Told(StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong inside the program. What you typed is kept.".to_owned()))
    })
}

/// A page.
fn page(name: &'static str, context: serde_json::Value) -> Html<String> {
    Html(html::render(name, context))
}
