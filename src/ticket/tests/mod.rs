mod flow;
mod fold;
pub(super) mod make;
