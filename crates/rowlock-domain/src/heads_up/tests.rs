//! Tests of this noun's rules.
