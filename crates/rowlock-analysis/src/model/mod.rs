//! Reads the plain data of the methods from a workspace, as of a moment. Only this folder knows the model's nouns;
//! the methods themselves work on numbers. Levels are never mixed: the only food is small stories, counted.

pub mod agenda;
pub mod burn_up;
pub mod calibration;
mod circle;
mod cone;
pub mod experience;
pub mod forecast;
pub mod impediments;
pub mod insights;
pub mod network;
pub mod outlook;
pub mod outlook_words;
pub mod overlap;
pub mod passages;
mod rested_on;
