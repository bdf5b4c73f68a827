//! Reports against numbers and checksums that were had in another way.
