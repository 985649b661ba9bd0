package federation

import "testing"

// The SDK panics at a value that is a single quotation mark, in any section of
// either file.
func TestLoadSurvivesALoneQuote(t *testing.T) {
	for name, opts := range map[string]Options{
		"config":      awsFiles(t, plainConfig+"x = \"\n", plainCredentials),
		"credentials": awsFiles(t, plainConfig, plainCredentials+"[other]\nx = '\n"),
		"nested":      awsFiles(t, "[plugins]\ns3 =\n  x = \"\n"+plainConfig, plainCredentials),
	} {
		s, err := Load(t.Context(), adminRole(), opts)
		if err == nil {
			s.Close()
			t.Errorf("%s: the SDK reads it now: spelled need not recover", name)
			continue
		}
		if e := failed(t, err); e.Kind != KindConfig {
			t.Errorf("%s: got %v", name, e)
		}
	}
}
