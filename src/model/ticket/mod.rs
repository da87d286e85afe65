//! A ticket (问题单): what was written into it and by whom, on either platform. LEVEL 0.
//!
//! **A ticket is its events.** Each platform numbers its own events of a ticket from 1 without gaps and says in each how many of the
//! other's it had seen; state, fields, files and clocks are made of them (`ticket::fold`). Two platforms that hold the same events
//! hold the same ticket, whatever way and order the packages took; no clock of a machine orders anything.

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
