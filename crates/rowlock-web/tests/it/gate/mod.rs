//! First start, sign-in, invitations, passwords, sessions.

mod invitations;
mod me;
mod sample;
mod set_up;
mod signing_in;
