mod flow;
mod fold;
mod make;
mod pen;
mod walk;
pub(super) mod make;
