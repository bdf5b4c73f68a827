//! Each refusal alone, with the case beside it that is good.
