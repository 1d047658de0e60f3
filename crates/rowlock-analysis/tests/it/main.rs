//! The numbers against answers that do not come from this project, against brute force, and against real data.
#![allow(clippy::unwrap_used)]

mod agenda;
mod burn_up;
mod compare;
mod durations;
mod exports;
mod forecast;
mod forecast_file;
mod forecast_known;
mod forecast_monotone;
mod known_answers;
mod moved_pair;
mod network;
mod network_data;
mod network_model;
mod network_properties;
mod outlook;
mod overlap;
mod overlap_model;
mod real_durations;
mod shared;
mod working_days;
