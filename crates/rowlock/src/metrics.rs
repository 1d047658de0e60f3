//! `/metrics` for Prometheus, on an address of its own (`--metrics-listen`), so that it need not be guarded among the pages. Off
//! without it. What the figures mean stands where they are counted: `rowlock_engine::meter`, `rowlock_web::server::meter`.

use anyhow::Context as _;
use axum::Router;
use axum::http::header;
use axum::routing::get;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use rowlock_engine::Engine;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// Seconds, from what a fast disk takes to what nobody waits for.
const BUCKETS: [f64; 12] = [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 2.5, 10.0];
const FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// The address at which figures are asked for, with what counts them.
pub struct Metrics {
    listener: TcpListener,
    handle: PrometheusHandle,
}

impl Metrics {
    /// Listens and begins to count.
    pub async fn begin(address: &str) -> anyhow::Result<Self> {
        let listener = TcpListener::bind(address)
            .await
            .with_context(|| format!("cannot listen on {address} for figures. Choose another address with --metrics-listen"))?;
        let builder = PrometheusBuilder::new().set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &BUCKETS)?;
        let handle = builder.install_recorder()?;
        rowlock_engine::meter::describe();
        rowlock_web::server::meter::describe();
        Ok(Self { listener, handle })
    }

    /// Answers until the server stops.
    pub fn serve(self, engine: Arc<Engine>, stopping: CancellationToken) -> JoinHandle<()> {
        let Self { listener, handle } = self;
        let figures = move || {
            let (engine, handle) = (Arc::clone(&engine), handle.clone());
            async move {
                engine.measure().await;
                handle.run_upkeep();
                ([(header::CONTENT_TYPE, FORMAT)], handle.render())
            }
        };
        let router = Router::new().route("/metrics", get(figures));
        tokio::spawn(async move {
            let serving = axum::serve(listener, router).with_graceful_shutdown(stopping.cancelled_owned());
            if let Err(error) = serving.await {
                tracing::warn!(%error, "figures are not answered any more");
            }
        })
    }
}
