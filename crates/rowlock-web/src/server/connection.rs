//! Accepting connections and letting them go: half-sent headers end after 15 s, streams end with the server.

use super::again::Again;
use crate::site::Site;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

/// How long a client may take to send its headers.
const HEADERS_WITHIN: Duration = Duration::from_secs(15);
/// The largest head of a request.
const LARGEST_HEAD: usize = 128 * 1024;
/// How long open requests may still take when the server stops.
const LAST_WORDS: Duration = Duration::from_secs(8);

/// Serves the site on every listener until `shutdown`: then nothing new is accepted, streams end, and open requests
/// get a few seconds. The engine goes on; whoever started it stops it afterwards.
pub async fn serve(listeners: Vec<TcpListener>, site: Site, shutdown: CancellationToken) {
    let engine = Arc::clone(&site.engine);
    let saving = tokio::spawn(crate::forecast::save_after_meetings(site.clone()));
    let router = super::router(site);
    let graceful = Arc::new(GracefulShutdown::new());
    let accepting: Vec<_> =
        listeners.into_iter().map(|listener| tokio::spawn(accept(listener, router.clone(), Arc::clone(&graceful), shutdown.clone()))).collect();
    shutdown.cancelled().await;
    engine.stopping().cancel();
    for task in accepting.into_iter().chain([saving]) {
        // A task that has panicked does nothing any more, which is what is wanted here.
        let _ = task.await;
    }
    if let Ok(graceful) = Arc::try_unwrap(graceful)
        && tokio::time::timeout(LAST_WORDS, graceful.shutdown()).await.is_err()
    {
        tracing::warn!("some requests were still open when the server stopped");
    }
}

async fn accept(listener: TcpListener, router: Router, graceful: Arc<GracefulShutdown>, shutdown: CancellationToken) {
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = shutdown.cancelled() => return,
        };
        match accepted {
            Ok((stream, _)) => converse(stream, router.clone(), &graceful),
            Err(error) => {
                // Mostly: too many open files. Others may close theirs in a moment.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

fn converse(stream: TcpStream, router: Router, graceful: &GracefulShutdown) {
    // Without this small answers wait for the client's acknowledgement; it fails only on a dead connection.
    let _ = stream.set_nodelay(true);
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEADERS_WITHIN).max_buf_size(LARGEST_HEAD);
    let connection = builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    let watched = Again::new(graceful.watch(connection));
    tokio::spawn(async move {
        if let Err(error) = watched.await {
            tracing::debug!(%error, "a connection ended early");
        }
    });
}
