//! The gate: first start, sign-in and sign-out, invitations, passwords, sessions.

pub mod sessions;

use crate::routes::Routes;

pub(crate) fn routes(_routes: &mut Routes) {}
