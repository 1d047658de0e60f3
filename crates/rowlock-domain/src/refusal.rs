//! Refusals: the rule that a command breaks, in a sentence on which a person can act. Each noun has its own in `refusal.rs`.

use crate::{Date, Thing, text::TextProblem};

/// Why a command changed nothing.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// It names something that does not exist, or that the actor may not see: the answer is the same.
    #[error("There is nothing here by that name. It may have been moved or never existed.")]
    Unknown,
    /// The actor may not; the sentence says who may.
    #[error("{who_may}")]
    Forbidden {
        /// Who may do it.
        who_may: String,
    },
    /// The form was made from an older state of its thing.
    #[error("{} changed while you were writing. Look at what is there now, then send again what still holds.", .thing.label())]
    Changed {
        /// The thing.
        thing: Thing,
        /// The version it has now.
        version: u64,
    },
    /// A field does not fit.
    #[error("{problem}")]
    Field {
        /// The field's name in the command.
        field: &'static str,
        /// What is wrong and what would fit.
        problem: String,
    },
    /// A rule of the domain stands against it.
    #[error("{0}")]
    Rule(Rule),
}

/// A broken rule: its name (as in `ImpedimentAlreadyResolved`) and its sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{sentence}")]
pub struct Rule {
    /// The rule's name, stable, for programs and tests.
    pub name: &'static str,
    /// What happened, why, and what to do.
    pub sentence: String,
}

/// Declares the refusals of a noun: `Name { fields } "sentence with {fields}"`, each becoming a [`Refusal::Rule`];
/// with `field "name"` in front of the sentence it becomes a [`Refusal::Field`].
macro_rules! refusals {
    ($($(#[$meta:meta])* $name:ident ( $($arg:ident : $ty:ty),* ) $(field $field:literal)? $sentence:literal),* $(,)?) => {
        $(
            $(#[$meta])*
            #[allow(non_snake_case, reason = "a refusal is named like the fact it states")]
            pub(crate) fn $name($($arg: $ty),*) -> $crate::Refusal {
                $crate::refusal::refusals!(@make $name, format!($sentence), $($field)?)
            }
        )*

        /// The names of these refusals; a test asks that each is shown by a test.
        #[cfg(test)]
        pub(crate) const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
    (@make $name:ident, $sentence:expr, $field:literal) => {
        $crate::Refusal::Field { field: $field, problem: $sentence }
    };
    (@make $name:ident, $sentence:expr, ) => {
        $crate::Refusal::Rule($crate::refusal::Rule { name: stringify!($name), sentence: $sentence })
    };
}
pub(crate) use refusals;

impl Refusal {
    /// A field that does not fit.
    #[must_use]
    pub fn field(field: &'static str, problem: impl Into<String>) -> Self {
        Self::Field { field, problem: problem.into() }
    }

    /// A text that does not fit its field.
    #[must_use]
    pub fn text(field: &'static str, problem: &TextProblem) -> Self {
        Self::Field { field, problem: problem.to_string() }
    }

    /// A date that nobody means: outside the years 1970 to 2199.
    pub(crate) fn unless_plausible(field: &'static str, date: Date) -> Result<(), Self> {
        if (1970..2200).contains(&date.year()) {
            return Ok(());
        }
        Err(Self::field(field, format!("{date} lies outside the years 1970 to 2199. Check the year.")))
    }

    /// The broken rule's name, if it is one.
    #[must_use]
    pub fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Rule(rule) => Some(rule.name),
            _ => None,
        }
    }
}
