package ui

type opStub struct {
	Syntax, Meaning, Example string
	Aliases                  []string
}

func operatorsStub() []opStub { return nil }
