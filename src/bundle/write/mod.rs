//! Writing: deflated on all cores, in the order given, the same bytes for any number of threads.
//!
//! Sizes stand before the data, as readers that stream want them: small content is packed in memory, large content by blocks into a file
//! that the caller lends. The package goes out in one stream; who writes it to a file writes beside it and renames.

mod blocks;
mod fault;
mod header;
mod name;
mod options;
mod pool;
mod sink;
mod small;
mod writer;

pub use fault::Unwritten;
pub use options::{Body, Item, Lock, Method, NamesAs, Options};
pub use pool::in_order;
pub use small::{Packed, Packer};
pub use writer::Writer;
