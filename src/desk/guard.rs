//! Who may talk to the desk: one browser on this machine. SECURITY.md says what each part keeps out.

use std::sync::Mutex;

use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use std::sync::Arc;

use super::{Answer, Desk, html, lock};

/// The keys to a desk.
pub(super) struct Guard {
    /// Names under which this desk is reached, with its port.
    hosts: [String; 2],
    /// What the cookie is called: ports share cookies, so each desk has its own.
    cookie: String,
    /// What the cookie holds.
    session: String,
    /// The way in that is open, until somebody has come through.
    way_in: Mutex<Option<String>>,
}

/// A random text that nobody guesses: 256 bits.
fn random() -> Result<String, String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|_| "the system gives no random numbers".to_owned())?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether two texts are the same, in the same time wherever they differ.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

impl Guard {
    pub(super) fn new(port: u16) -> Result<Self, String> {
        Ok(Self {
            hosts: [format!("127.0.0.1:{port}"), format!("localhost:{port}")],
            cookie: format!("desk-{port}"),
            session: random()?,
            way_in: Mutex::new(None),
        })
    }

    /// Opens a way in that can be used once; one that was open is closed.
    pub(super) fn way_in(&self) -> Result<String, String> {
        let token = random()?;
        *lock(&self.way_in) = Some(token.clone());
        Ok(token)
    }

    /// Why a request is refused; none where it may go on.
    fn refuses(&self, method: &Method, path: &str, headers: &HeaderMap) -> Option<&'static str> {
        let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let host = text(header::HOST).unwrap_or_default();
        // A name of somebody else's that leads to this machine is not this desk's (DNS rebinding).
        if !self.hosts.iter().any(|own| own == host) {
            return Some("This address is not the desk's.");
        }
        let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
        if path == "/enter" && method == Method::GET {
            return None;
        }
        if site.is_some_and(|site| !matches!(site, "same-origin" | "none")) {
            return Some("Another page asked for this.");
        }
        if method != Method::GET && text(header::ORIGIN).is_none_or(|origin| origin != format!("http://{host}")) {
            return Some("Another page asked for this.");
        }
        let own = format!("{}=", self.cookie);
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let known =
            cookies.flat_map(|all| all.split(';')).filter_map(|one| one.trim().strip_prefix(&own)).any(|value| same(value, &self.session));
        (!known).then_some("This browser is not known to the desk. Go to the window in which the desk was started and press Enter: it opens the desk again.")
    }
}

/// What every answer says to the browser: run nothing but our own files, ask nobody else, keep nothing.
const HEADERS: [(&str, &str); 9] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("cache-control", "no-store"),
    // Without any, a browser would not say where a form comes from.
    ("referrer-policy", "same-origin"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ("x-dns-prefetch-control", "off"),
];

pub(super) async fn guard(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let refused = desk.guard.refuses(request.method(), request.uri().path(), request.headers());
    let mut response = match refused {
        Some(why) => Answer::Told(StatusCode::FORBIDDEN, why.to_owned()).into_response(),
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        // A picture of a page and a PDF bring their own.
        if !response.headers().contains_key(name) {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
    }
    response
}

/// What somebody who comes in brings along.
#[derive(Debug, Deserialize)]
pub(super) struct Way {
    token: String,
}

/// The way in: the token is gone with the first who brings it.
pub(super) async fn enter(
    State(desk): State<Arc<Desk>>,
    way: Result<Query<Way>, axum::extract::rejection::QueryRejection>,
) -> Result<Response, Answer> {
    let brought = way.map(|Query(way)| way.token).unwrap_or_default();
    let mut open = lock(&desk.guard.way_in);
    if !open.as_ref().is_some_and(|token| same(token, &brought)) {
        let words = "This way in was used already, or is none. Go to the window in which the desk was started and press Enter: it opens the desk again.";
        return Err(Answer::Told(StatusCode::FORBIDDEN, words.to_owned()));
    }
    *open = None;
    let cookie = format!("{}={}; HttpOnly; SameSite=Strict; Path=/", desk.guard.cookie, desk.guard.session);
    // A redirect would still count as coming from where the link stood, and a strict cookie would not be sent: the page goes on by itself.
    Ok(([(header::SET_COOKIE, cookie)], Html(html::render("enter.html", with! {}))).into_response())
}
