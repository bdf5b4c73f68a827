//! The one integration binary; each file of this folder is a module of it.

mod check;
mod hostile;
