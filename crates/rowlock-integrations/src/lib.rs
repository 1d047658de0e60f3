//! Rowlock and the systems beside it. So far: mail by SMTP.
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod smtp;
