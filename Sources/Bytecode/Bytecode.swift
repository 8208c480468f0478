// Filled in
