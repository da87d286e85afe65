//! A ticket (问题单): what was written into it and by whom, on either platform. LEVEL 0.
//!
//! **A ticket is its events.** Each platform numbers its own events of a ticket from 1 without gaps and says in each how many of the
//! other's it had seen; state, fields, files and clocks are made of them (`ticket::fold`). Two platforms that hold the same events
//! hold the same ticket, whatever way and order the packages took; no clock of a machine orders anything.

/// An enumeration that programs know by a key, people by a word of either language.
macro_rules! worded {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident $key:literal $zh:literal $en:literal)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $key)] $variant),* }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The key in files, events and JSON.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $key),* }
            }

            #[must_use]
            pub fn words(self) -> $crate::model::Words {
                match self { $(Self::$variant => $crate::model::Words::new($zh, $en)),* }
            }

            /// The word in the language of the reader.
            #[must_use]
            pub fn to(self, lang: $crate::model::Lang) -> &'static str {
                match (self, lang) {
                    $((Self::$variant, $crate::model::Lang::Zh) => $zh, (Self::$variant, $crate::model::Lang::En) => $en),*
                }
            }

            /// Reads a key or a word of either language, as programs or people write it.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                let text = text.trim();
                Self::ALL.iter().copied().find(|one| {
                    one.as_str().eq_ignore_ascii_case(text) || one.to($crate::model::Lang::Zh) == text || one.to($crate::model::Lang::En).eq_ignore_ascii_case(text)
                })
            }
        }
    };
}
mod event;
mod field;
mod kind;
mod status;
mod view;

pub use event::{Event, FindingRef, How, Origin, What};
pub use field::{Field, FieldKind, Fields};
pub use kind::{Channel, Mark, PackageKind, Satisfaction, TicketKind, UserType};
pub use status::{Move, Role, Side, Status};
pub use view::{Conflict, Held, Holding, Kept, Noted, Paused, Revs, Stand, Ticket};
