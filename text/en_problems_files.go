package text

import (
	"fmt"
	"strings"
)

// reasonEN says in few words why a role cannot work, for its line in the menu.
func reasonEN(p Problem) string {
	switch p.Kind {
	case "role_arn":
		return "role_arn is not a role"
	case "partition_unknown":
		return "unknown partition"
	case "partition_iso":
		return "AWS partition not supported"
	case "source_missing":
		return "source profile missing"
	case "source_loop":
		return "source profiles form a loop"
	case "source_too_long":
		return "too many source profiles"
	case "source_without_role":
		return "source profile without a role_arn"
	case "no_source":
		return "no source profile"
	case "two_sources":
		return "two kinds of source"
	case "no_keys":
		return "no credentials"
	case "keys_incomplete":
		return "access key incomplete"
	case "mfa_fido":
		return "security keys cannot be used"
	case "mfa_serial":
		return "mfa_serial is not a device"
	case "web_identity":
		return "web identity not supported"
	case "credential_source":
		return "credential_source not supported"
	case "environment_without_keys":
		return "no credentials in the environment"
	}
	return problemEN(p).Title
}

// roleProblemsEN are the reasons of roles.ProblemKind.
var roleProblemsEN = map[string]func(p Problem) Message{
	"role_arn": func(p Problem) Message {
		return Message{"Not a role ARN", "role_arn of " + profileEN(p) + " is not the ARN of a role" + inBrackets(p.Detail) + ".",
			"It looks like arn:aws:iam::ACCOUNT:role/NAME: copy it from the IAM console."}
	},
	"partition_unknown": func(p Problem) Message {
		return Message{"Partition not known", "Halfday does not know the AWS partition " + or(p.Detail, "in role_arn") + ".",
			"Check the beginning of role_arn of " + profileEN(p) + ": it is arn:aws: for most accounts."}
	},
	"partition_iso": func(p Problem) Message {
		return Message{"Partition not supported", "Halfday cannot sign in to the AWS partition " + or(p.Detail, "in role_arn") + ".",
			"Its sign-in address is not public. Use its own console."}
	},
	"profile_name": func(p Problem) Message {
		return Message{"Not a name for a profile", "Not every AWS tool takes this name" + inBrackets(value(p.Detail)) + ".",
			"Use letters, digits and -_./@+ only."}
	},
	"profile_taken": func(p Problem) Message {
		return Message{"Name taken", "The AWS files have a profile of this name already" + inBrackets(value(p.Detail)) + ".",
			"Choose another name."}
	},
	"source_missing": func(p Problem) Message {
		return Message{"Source profile missing", fmt.Sprintf("source_profile names %s, which the AWS files do not have.", or(p.Profile, "a profile")),
			"Add that profile, or correct source_profile in " + configEN + "."}
	},
	"source_loop": func(p Problem) Message {
		return Message{"Profiles form a loop", "The source profiles of " + roleEN(p) + " form a loop" + inBrackets(p.Detail) + ".",
			"Let one of them end at a profile with access keys."}
	},
	"source_too_long": func(p Problem) Message {
		return Message{"Too many source profiles", "The source profiles below " + roleEN(p) + " go on after " + or(p.Profile, "the last one that was looked at") + ".",
			"Let source_profile name a profile with access keys after fewer roles in between."}
	},
	"source_without_role": func(p Problem) Message {
		return Message{"role_arn missing", fmt.Sprintf("%s of %s means nothing without a role_arn, and the AWS SDKs refuse it.", or(p.Detail, "source_profile"), profileEN(p)),
			"Give that profile a role_arn, or take the line out of " + configEN + "."}
	},
	"no_source": func(p Problem) Message {
		return Message{"No source profile", "Nothing says with which credentials to use " + profileEN(p) + ".",
			"Add source_profile = NAME to it in " + configEN + ": the profile with your access keys."}
	},
	"two_sources": func(p Problem) Message {
		return Message{"Two kinds of source", "More than one setting says where the credentials of " + profileEN(p) + " come from" + inBrackets(p.Detail) + ".",
			"Leave one of them in " + configEN + "."}
	},
	"no_keys": func(p Problem) Message {
		return Message{"No credentials", "There are no credentials for " + profileEN(p) + ".",
			"Add aws_access_key_id and aws_secret_access_key to it in " + keysEN + "."}
	},
	"keys_incomplete": func(p Problem) Message {
		return Message{"Access key incomplete", fmt.Sprintf("The access key of %s lacks %s.", profileEN(p), or(p.Detail, "one half")),
			"Add it in " + keysEN + "."}
	},
	"mfa_fido": func(p Problem) Message {
		return Message{"Security key cannot be used", "Security keys and passkeys cannot be used for this API" + inBrackets(p.Detail) + ".",
			"Add an authenticator app to your user in the IAM console, and set mfa_serial to it; or sign in with aws login, which takes them (AWS CLI 2.32 or later; an hour of console)."}
	},
	"mfa_serial": func(p Problem) Message {
		return Message{"Not an MFA device", "mfa_serial of " + profileEN(p) + " is not an MFA device" + inBrackets(p.Detail) + ".",
			"It looks like arn:aws:iam::ACCOUNT:mfa/DEVICE, or is the serial number of a hardware token."}
	},
	"web_identity": func(p Problem) Message {
		return Message{"Web identity not supported", "Halfday does not support web_identity_token_file yet, which " + profileEN(p) + " uses.",
			"Use source_profile with a profile that has access keys."}
	},
	"credential_source": func(p Problem) Message {
		return Message{"Source not supported", fmt.Sprintf("credential_source of %s cannot be used on this computer%s.", profileEN(p), inBrackets(p.Detail)),
			"Use source_profile, or credential_source = Environment."}
	},
	"sso_incomplete": func(p Problem) Message {
		return Message{"Identity Center incomplete", "For the Identity Center role of " + profileEN(p) + " there is no " + or(p.Detail, "session") + ".",
			"Add it in " + configEN + ", or run aws configure sso again."}
	},
	"sso_session_missing": func(p Problem) Message {
		return Message{"Identity Center session missing", "sso_session of " + profileEN(p) + " names a session that " + configEN + " does not have" + inBrackets(p.Detail) + ".",
			"Add the section [sso-session NAME] with sso_start_url and sso_region."}
	},
	"sso_conflict": func(p Problem) Message {
		return Message{"Identity Center keys differ", fmt.Sprintf("%s of %s is not the same as in its sso-session.", or(p.Detail, "A key"), profileEN(p)),
			"Take it out of the profile in " + configEN + "."}
	},
	"sso_value": func(p Problem) Message {
		return Message{"Not a value for Identity Center", "A key of " + profileEN(p) + " has no usable value" + inBrackets(p.Detail) + ".",
			"Correct it in " + configEN + "."}
	},
	"environment_without_keys": func(p Problem) Message {
		return Message{"No keys in the environment", "The environment of Halfday has no AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, which " + profileEN(p) + " wants.",
			"Use source_profile, or start halfday where they are set."}
	},
}

// warningsEN are the texts of roles.WarningKind, without file and line.
var warningsEN = map[string]string{
	"file_missing":    "does not exist yet: write [profile NAME], role_arn and source_profile into it",
	"file_unreadable": "cannot be read",
	"file_not_file":   "is not a file",
	"file_loop":       "is a loop of links",
	"file_too_large":  "is over 5 MiB: too large",
	"file_binary":     "is not a text file",
	"line_ignored":    "this line means nothing",
	"header_ignored":  "this section header is not complete",
	"line_quote":      "a single quotation mark is no value: the AWS SDK cannot read the file with it",
}

func warningEN(kind, file string, line int) string {
	what, ok := warningsEN[kind]
	if !ok {
		what = "passed over" + inBrackets(name(kind))
	}
	file = or(value(file), "The file")
	switch {
	case line > 0:
		return fmt.Sprintf("%s, line %d: %s", file, line, what)
	case strings.HasPrefix(kind, "file_"):
		return file + " " + what
	default:
		return file + ": " + what
	}
}
