//! What is counted at the front door and on streams, for `/metrics`. Routes and names stay out: only methods and statuses go in.

use axum::http::{Method, StatusCode};
use metrics::{Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use std::time::Duration;

const REQUESTS: &str = "rowlock_http_requests_total";
const SECONDS: &str = "rowlock_http_request_seconds";
const STREAMS: &str = "rowlock_streams_open";
const NOTICES: &str = "rowlock_stream_notices_total";

/// Says what each figure means; once, after a recorder was installed.
pub fn describe() {
    describe_counter!(REQUESTS, "Requests that were answered, by method and status.");
    describe_histogram!(SECONDS, Unit::Seconds, "From a request's head to its answer's head.");
    describe_gauge!(STREAMS, "Live streams that are open.");
    describe_counter!(NOTICES, "Notices that were sent on live streams.");
    gauge!(STREAMS).set(0.0);
    counter!(NOTICES).absolute(0);
}

pub(super) fn answered(method: &Method, status: StatusCode, took: Duration) {
    let method = match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    };
    counter!(REQUESTS, "method" => method, "status" => status.as_u16().to_string()).increment(1);
    histogram!(SECONDS).record(took);
}

/// An open stream; counted until it is dropped.
pub(crate) struct OpenStream(());

impl OpenStream {
    pub(crate) fn begin() -> Self {
        gauge!(STREAMS).increment(1.0);
        Self(())
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        gauge!(STREAMS).decrement(1.0);
    }
}

pub(crate) fn notice() {
    counter!(NOTICES).increment(1);
}
