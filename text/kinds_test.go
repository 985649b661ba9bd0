package text

// kinds are the problems that have words, by the package that names them.
var kinds = []string{
	// federation
	"code_rejected", "mfa_device_unknown", "mfa_incomplete", "key_unknown", "token_expired", "signature", "clock_skew",
	"access_denied", "duration_role_max", "duration_chain", "region_disabled", "region_unknown", "aws_refused",
	"throttled", "aws_down", "no_network", "code_maybe_spent", "captive_portal", "tls", "timeout", "signin_refused",
	"signin_answer", "process_missing", "process_failed", "process_timeout", "process_answer", "sso_expired",
	"sso_role", "sso_consent", "sso_timeout", "sso_refused", "sso_region", "sso_cache",
	"login_expired", "source_none", "endpoint_override", "endpoint_path", "files_bounds", "config", "destination",
	// the sign-in process and the terminal
	"code_format", "code_reused", "code_tries", "no_mfa", "host_unknown", "production_unasked", "role_unknown", "crashed", "stdin", "page_address", "page_no_role", "page_argument", "region_argument", "browser_argument", "cancelled", "canceled",
	// dialogs
	"dialog_missing", "display_missing", "dialog_failed", "dialog_timeout", "browser_missing", "browser_failed",
	"browser_not_fetched", "browser_setting", "browser_refused", "browser_contested", "session_alarm",
	// what the menu can do
	"login_item", "login_item_place", "login_item_off", "open_failed", "settings_write", "doctor_failed", "page_port",
	// where the program finds its folders and files
	"no_home", "place_foreign", "place_open", "place_relative", "place_unreadable",
	// roles.ProblemKind
	"role_arn", "partition_unknown", "partition_iso", "source_missing", "source_loop", "source_too_long", "source_without_role", "no_source", "two_sources",
	"no_keys", "keys_incomplete", "mfa_fido", "mfa_serial", "web_identity", "credential_source",
	"environment_without_keys", "sso_incomplete", "sso_session_missing", "sso_conflict", "sso_value",
	// of a role that is to be added
	"profile_name", "profile_taken",
}

// warningKinds are those of roles.WarningKind.
var warningKinds = []string{
	"file_missing", "file_unreadable", "file_not_file", "file_loop", "file_too_large", "file_binary",
	"line_ignored", "header_ignored", "line_quote",
}
