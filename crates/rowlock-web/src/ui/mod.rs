//! What every page is built from: pure functions from plain values to HTML, without domain types.
//!
//! Structure and class names are those of the stylesheet in `front/css`; the contracts of the `data-*`
//! attributes stand in `front/README.md`. Values of charts are SVG attributes, never inline styles.

pub mod agebar;
pub mod avatar;
pub mod bare;
pub mod burnup;
pub mod button;
pub mod clock;
pub mod confidence;
pub mod empty;
pub mod field;
pub mod format;
pub mod how;
pub mod icon;
pub mod keys;
pub mod meter;
pub mod nav;
pub mod notice;
pub mod page;
pub mod section;
pub mod seg;
pub mod status;
pub mod table;
pub mod teamcode;
pub mod timebar;

#[cfg(test)]
pub(crate) mod testing;

pub use icon::Icon;
pub use page::{Shell, Theme};
pub use status::State;
