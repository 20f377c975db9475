package indextest

func checks() map[string]test { return map[string]test{} }
