mod flow;
mod fold;
mod make;
