//! The program's own sentences. Fields are named as in the sentence; a full stop ends each.
//!
//! Each room is a macro that adds its sentences to those before and hands all of them to the next; the last makes one enum of them.

use crate::model::Lang;

#[macro_use]
mod common;
#[macro_use]
mod config;
#[macro_use]
mod documents;
#[macro_use]
mod work;
#[macro_use]
mod calendar;
#[macro_use]
mod ticket;
#[macro_use]
mod approval;
#[macro_use]
mod foreign;
#[macro_use]
mod package;
#[macro_use]
mod rollout;
#[macro_use]
mod knowledge;

macro_rules! messages {
    ([] $($name:ident { $($field:ident),* } zh $zh:literal en $en:literal)*) => {
        /// One sentence with its fields, not yet in a language.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Msg { $($name { $($field: String),* }),* }

        impl Msg {
            /// The sentence in `lang`.
            #[must_use]
            pub fn to(&self, lang: Lang) -> String {
                match (self, lang) {
                    $((Self::$name { $($field),* }, Lang::Zh) => format!($zh),
                      (Self::$name { $($field),* }, Lang::En) => format!($en),)*
                }
            }
        }
    };
}

common! { [config documents work calendar ticket approval foreign package rollout knowledge messages] }
