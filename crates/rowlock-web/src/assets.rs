//! Styles, scripts and the few fixed files of the site, embedded at build time (`build.rs`).
//!
//! Names of assets carry a hash of their content, so they may be kept for ever; all else here is short-lived.

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

struct Asset {
    name: &'static str,
    bytes: &'static [u8],
    brotli: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The security policy of every page. The hash is that of the one style which Turbo adds (its progress bar):
/// a newer Turbo may need another, which the browser's console then names.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; \
    img-src 'self'; style-src 'self' 'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");

/// Routes of everything that is the same for every workspace and viewer.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/assets/{name}", get(asset))
        .route("/favicon.ico", get(|headers: HeaderMap| async move { serve("favicon.svg", &headers, A_DAY) }))
        .route("/robots.txt", get(|| async { "User-agent: *\nDisallow: /\n" }))
}

async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    serve(&name, &headers, FOR_EVER)
}

fn serve(name: &str, headers: &HeaderMap, keep: HeaderValue) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return (StatusCode::NOT_FOUND, "There is no such file. Reload the page to get the current ones.").into_response();
    };
    let mut answer = match asset.brotli.filter(|_| accepts_brotli(headers)) {
        Some(packed) => {
            let mut answer = packed.into_response();
            answer.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
            answer
        }
        None => asset.bytes.into_response(),
    };
    let fields = answer.headers_mut();
    fields.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(name)));
    fields.insert(header::CACHE_CONTROL, keep);
    fields.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    fields.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    answer
}

fn accepts_brotli(headers: &HeaderMap) -> bool {
    headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()).any(|value| {
        value.split(',').any(|coding| {
            let mut parts = coding.split(';').map(str::trim);
            parts.next() == Some("br") && parts.next() != Some("q=0")
        })
    })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use tower::ServiceExt as _;

    use super::*;

    async fn ask(path: &str, encoding: Option<&str>) -> Response {
        let mut request = Request::get(path);
        if let Some(encoding) = encoding {
            request = request.header(header::ACCEPT_ENCODING, encoding);
        }
        let request = request.body(Body::empty()).expect("a path and a header make a request");
        routes::<()>().oneshot(request).await.expect("the router never fails")
    }

    #[tokio::test]
    async fn a_hashed_asset_is_kept_for_ever_and_sent_as_brotli_where_accepted() {
        let answer = ask(APP_CSS, Some("gzip, br")).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()[header::CONTENT_ENCODING], "br");
        assert_eq!(answer.headers()[header::CACHE_CONTROL], FOR_EVER);
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/css; charset=utf-8");
    }

    #[tokio::test]
    async fn without_brotli_the_plain_file_is_sent() {
        for encoding in [None, Some("gzip"), Some("br;q=0")] {
            let answer = ask(APP_JS, encoding).await;
            assert!(!answer.headers().contains_key(header::CONTENT_ENCODING), "{encoding:?}");
        }
    }

    #[tokio::test]
    async fn unknown_assets_are_not_found_and_robots_are_kept_out() {
        assert_eq!(ask("/assets/app-0.js", None).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(ask("/robots.txt", None).await.status(), StatusCode::OK);
        assert_eq!(ask("/favicon.ico", None).await.headers()[header::CONTENT_TYPE], "image/svg+xml");
    }
}
