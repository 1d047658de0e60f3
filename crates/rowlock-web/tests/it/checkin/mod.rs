//! The check-in, from the draft to the batch of what it changes.

mod drafts;
mod forms;
mod story;
