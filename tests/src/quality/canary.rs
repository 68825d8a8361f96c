//! Takes single parameters and words out of the standard; some case must notice.
