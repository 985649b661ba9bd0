package text

import (
	"fmt"
	"slices"
	"strings"
)

func problemEN(p Problem) Message {
	p = p.clean()
	if message, ok := problemsEN[p.Kind]; ok {
		return message(p)
	}
	if message, ok := appProblemsEN[p.Kind]; ok {
		return message(p)
	}
	if message, ok := roleProblemsEN[p.Kind]; ok {
		return message(p)
	}
	if _, ok := warningsEN[p.Kind]; ok {
		return Message{"AWS files", warningEN(p.Kind, p.Detail, 0) + ".", "Halfday reads the file again as soon as it changes."}
	}
	return Message{"Something went wrong", "Something unexpected went wrong" + inBrackets(name(p.Kind)) + ".", doLogEN}
}

const (
	doLogEN  = "Try again. If it happens again, look at the log: it says more."
	configEN = "~/.aws/config"
	keysEN   = "~/.aws/credentials"
)

// profileEN names the profile at fault.
func profileEN(p Problem) string {
	if s := p.atFault(); s != "" {
		return "the profile " + s
	}
	return "this profile"
}

// ownEN names the role's own profile, where its role_arn stands.
func ownEN(p Problem) string {
	return profileEN(Problem{Profile: or(p.Role, p.Profile)})
}

// statusEN is an HTTP status.
func statusEN(p Problem) string {
	if p.Status == 0 {
		return ""
	}
	return fmt.Sprintf("status %d", p.Status)
}

// roleEN names the role.
func roleEN(p Problem) string {
	if p.Role != "" {
		return "the role " + p.Role
	}
	return "this role"
}

// processEN names a credential_process.
func processEN(p Problem) string {
	return fmt.Sprintf("The credential_process of %s%s", profileEN(p), inBrackets(p.Program))
}

var problemsEN = map[string]func(p Problem) Message{
	"code_rejected": func(p Problem) Message {
		return Message{"MFA code not accepted", "AWS did not accept this code.", nextCodeEN(p)}
	},
	"code_reused": func(p Problem) Message {
		return Message{"MFA code used before", "This code was already sent to AWS.", nextCodeEN(p)}
	},
	"code_maybe_spent": func(p Problem) Message {
		return Message{"No answer from AWS", "The connection to AWS broke or timed out before there was an answer.",
			"AWS may have used this code: wait for the next one, then sign in again."}
	},
	"code_format": func(p Problem) Message {
		return Message{"Not an MFA code", "An MFA code is six digits.", "Type the digits that your MFA device shows now."}
	},
	"code_tries": func(p Problem) Message {
		return Message{"MFA code refused", "AWS refused three codes, so Halfday stopped.",
			"Check that the codes come from the right device" + inBrackets(p.Device) + " and that its clock is right, then sign in again."}
	},
	"mfa_device_unknown": func(p Problem) Message {
		return Message{"MFA device not known", "AWS does not know this MFA device for you" + inBrackets(p.Device) + ".",
			"Check mfa_serial in " + configEN + ", or the clock of the phone."}
	},
	"mfa_incomplete": func(p Problem) Message {
		return Message{"MFA incomplete", "AWS needs both the MFA device and the code, and got only one of them.",
			"Check mfa_serial of " + ownEN(p) + " in " + configEN + "."}
	},
	"no_mfa": func(p Problem) Message {
		return Message{"No MFA device", "AWS does not let you use " + roleEN(p) + ", and no MFA device is set for its profile.",
			"Most roles require MFA: add mfa_serial = arn:aws:iam::ACCOUNT:mfa/DEVICE to the profile in " + configEN + ". If that is not it, check:" + numbered(p, causeEN)}
	},
	"key_unknown": func(p Problem) Message {
		return Message{"Access key not known", "AWS does not know the access key of " + profileEN(p) + ", or it is inactive.",
			"Look at your access keys in the IAM console and put an active one into " + keysEN + ". Keys of AWS China and GovCloud work only there."}
	},
	"token_expired": func(p Problem) Message {
		return Message{"Credentials expired", "The temporary credentials of " + profileEN(p) + " have expired.",
			"Get new ones the way you got these, then sign in again."}
	},
	"signature": func(p Problem) Message {
		return Message{"Secret key does not match", "The secret access key of " + profileEN(p) + " does not belong to its access key ID.",
			"Copy both into " + keysEN + " again, or create a new access key in the IAM console."}
	},
	"clock_skew": func(p Problem) Message {
		what := "The clock of this computer differs too much from that of AWS."
		if p.Skew > 0 {
			what = fmt.Sprintf("The clock of this computer is %s ahead of AWS.", waitEN(nearly(p.Skew)))
		} else if p.Skew < 0 {
			what = fmt.Sprintf("The clock of this computer is %s behind AWS.", waitEN(nearly(-p.Skew)))
		}
		return Message{"Clock is wrong", what, "Let the system set the time by itself, then sign in again with a new code."}
	},
	"access_denied": func(p Problem) Message {
		return Message{"Access denied", "AWS does not let you use " + roleEN(p) + ".", causesEN(p)}
	},
	"duration_role_max": func(p Problem) Message {
		asked := "the time that the profile asks for."
		if p.Wanted > 0 {
			asked = fmt.Sprintf("the %s that the profile asks for.", durationEN(p.Wanted))
		}
		do := "Lower duration_seconds or raise the role's maximum session duration."
		if p.Limit > 0 {
			do = fmt.Sprintf("With the next code Halfday asks for %s; the console session stays as long as it was set. To avoid this, lower duration_seconds or raise the role's maximum session duration.", durationEN(p.Limit))
		}
		return Message{"Session too long for the role", "This role allows less than " + asked, do}
	},
	"duration_chain": func(p Problem) Message {
		return Message{"At most 1 h for this role", "AWS allows at most 1 h for a role that is reached through another role (role chaining).",
			"Lower duration_seconds to 3600 in " + ownEN(p) + "."}
	},
	"region_disabled": func(p Problem) Message {
		do := "Set another region in " + ownEN(p) + ", or enable STS for it in the IAM console under Account settings."
		if p.Detail != "" {
			do = "With the next code Halfday asks in " + p.Detail + ". To avoid this, set another region in " + ownEN(p) + ", or enable STS for it in the IAM console under Account settings."
		}
		return Message{"Region not enabled", "STS is not enabled in " + or(p.Region, "this region") + ".", do}
	},
	"region_unknown": func(p Problem) Message {
		return Message{"Region not known", "AWS has no region " + or(p.Region, "of this name") + ".",
			"Correct region in " + ownEN(p) + ", for example to us-east-1."}
	},
	"aws_refused": func(p Problem) Message {
		return Message{"AWS refused", "AWS refused the sign-in" + inBrackets(p.Detail) + ".", doLogEN}
	},
	"throttled": func(p Problem) Message {
		return Message{"AWS is busy", "AWS is busy.", "Try again in a minute."}
	},
	"aws_down": func(p Problem) Message {
		return Message{"AWS has a problem", "AWS has a problem of its own and cannot answer" + inBrackets(statusEN(p)) + ".",
			"Try again in a minute. The AWS Health Dashboard tells of larger outages."}
	},
	"no_network": func(p Problem) Message {
		return Message{"No connection to AWS", "No connection to AWS" + inBrackets(p.Host) + ".",
			"Check the network, the VPN and the proxy, then try again."}
	},
	"captive_portal": func(p Problem) Message {
		return Message{"Not the real AWS", "This network answers in AWS's place" + inBrackets(p.Host) + ".",
			"Sign in to the network first, or set ca_bundle if your company inspects TLS."}
	},
	"tls": func(p Problem) Message {
		return Message{"Not the real AWS", "This network answers in AWS's place" + inBrackets(p.Host) + ": its certificate is not trusted.",
			"Sign in to the network first, or set ca_bundle in " + configEN + " if your company inspects TLS."}
	},
	"timeout": func(p Problem) Message {
		return Message{"AWS does not answer", "AWS did not answer in time" + inBrackets(p.Host) + ".",
			"Check the network, the VPN and the proxy, then try again."}
	},
	"signin_refused": func(p Problem) Message {
		return Message{"Console sign-in refused", "AWS gave you the role but refused to open the console with it.",
			"Sign in again with a new code. If it happens again, look at the log: it says more."}
	},
	"signin_answer": func(p Problem) Message {
		return Message{"Unexpected answer", "AWS gave an answer that Halfday does not understand" + inBrackets(p.Host) + ".",
			"Try again, and check whether this network wants you to sign in to it first."}
	},
	"process_missing": func(p Problem) Message {
		return Message{"Program not found", processEN(p) + " was not found.",
			"Install it, or write its full path into " + configEN + "."}
	},
	"process_failed": func(p Problem) Message {
		what := processEN(p) + " failed"
		if p.Status != 0 {
			what += fmt.Sprintf(" with exit code %d", p.Status)
		}
		if p.Detail != "" {
			what += ": " + strings.TrimRight(p.Detail, ".")
		}
		return Message{"Program failed", what + ".", "Run it in a terminal: it should print credentials as JSON."}
	},
	"process_timeout": func(p Problem) Message {
		return Message{"Program hangs", processEN(p) + " did not end within 30 s.", "Run it in a terminal to see what it waits for."}
	},
	"process_answer": func(p Problem) Message {
		return Message{"Program gave no credentials", processEN(p) + " printed something that is not credentials.",
			"Run it in a terminal: it should print credentials as JSON, as the AWS CLI expects them."}
	},
	"sso_expired": func(p Problem) Message {
		return Message{"Identity Center sign-in expired", "Your IAM Identity Center sign-in for " + profileEN(p) + " has expired.",
			"Run aws sso login" + argument("--profile", p.atFault()) + " in a terminal, then try again."}
	},
	"sso_role": func(p Problem) Message {
		return Message{"No such role for you", "Identity Center does not give the person who is signed in the role " + or(p.Program, "of "+profileEN(p)) + inBrackets(account(p.Account)) + ".",
			"If the browser was signed in as somebody else, sign out of the AWS access portal there, then sign in again. Else ask whoever manages your accounts: the role may have been taken away."}
	},
	"sso_consent": func(p Problem) Message {
		return Message{"Access was denied", "On AWS's page access was denied, so Halfday has no sign-in to Identity Center for " + roleEN(p) + ".",
			"Try again, and choose Allow access on that page."}
	},
	"sso_timeout": func(p Problem) Message {
		return Message{"No answer from the browser", "Nobody finished the sign-in to Identity Center within 5 minutes. Was its tab closed?",
			"Try again."}
	},
	"sso_refused": func(p Problem) Message {
		return Message{"Identity Center refused", "Identity Center refused the sign-in for " + roleEN(p) + inBrackets(p.Detail) + ".",
			"Try again. If that does not help, check sso_start_url and sso_region in " + configEN + "."}
	},
	"sso_region": func(p Problem) Message {
		return Message{"Wrong region for Identity Center", "The Identity Center of " + profileEN(p) + " is not in the region of sso_region.",
			"Correct sso_region in " + configEN + ": the AWS access portal of your organisation says which it is."}
	},
	"sso_cache": func(p Problem) Message {
		return Message{"Sign-in could not be kept", "The folder ~/.aws/sso/cache cannot be written to, so the sign-in to Identity Center is lost.",
			"Make it writable for you, and see that the disk is not full."}
	},
	"login_expired": func(p Problem) Message {
		return Message{"AWS login expired", "Your aws login for " + profileEN(p) + " has expired.",
			"Run aws login" + argument("--profile", p.atFault()) + " in a terminal, then try again."}
	},
	"source_none": func(p Problem) Message {
		return Message{"No credentials", "There are no credentials for " + profileEN(p) + ".",
			"Add aws_access_key_id and aws_secret_access_key to it in " + keysEN + "."}
	},
	"endpoint_override": func(p Problem) Message {
		return Message{"Address not allowed", "The address that is set in AWS's place cannot be used" + inBrackets(p.Detail) + ".",
			"Use https, or http with a loopback address such as 127.0.0.1, in HALFDAY_SIGNIN_ENDPOINT and AWS_ENDPOINT_URL_STS; or unset them."}
	},
	"endpoint_path": func(p Problem) Message {
		return Message{"Address not allowed", "The address in HALFDAY_SIGNIN_ENDPOINT has a path that is not AWS's" + inBrackets(value(p.Detail)) + ".",
			"End it after the host or port, or with /federation."}
	},
	"destination": func(p Problem) Message {
		return Message{
			Title: "Not a page of the console",
			What:  "The destination in the settings is not a page of this role's AWS console" + inBrackets(value(p.Detail)) + ".",
			Do:    "Write a service such as cloudwatch, a path that begins with /, or a page's address.",
		}
	},
	"files_bounds": func(p Problem) Message {
		return Message{"AWS files too long to read", "The AWS files take too long to read" + inBrackets(p.Detail) + ": a line is too long, or too many lines belong to one value.",
			"Look at that line; a value seldom needs more than one."}
	},
	"config": func(p Problem) Message {
		return Message{"Profile not usable", "The AWS files do not work for " + profileEN(p) + ".",
			"Look at it in " + configEN + ", then try again. The log says what is wrong with it."}
	},
}

func nextCodeEN(p Problem) string {
	if p.Wait > 0 {
		return "Each code works once: wait " + waitEN(p.Wait) + " for the next one."
	}
	return "Each code works once: wait for the next one."
}

// causesEN lists what may be behind a refusal, as things to check.
func causesEN(p Problem) string {
	why := "AWS does not say why."
	if slices.Contains(p.Causes, "explicit_deny") {
		why = "AWS says that a policy denies it explicitly."
	}
	return why + " Check, likeliest first:" + numbered(p, causeEN)
}

func causeEN(cause string, p Problem) string {
	switch cause {
	case "tag_session":
		return "the role's trust policy allows sts:TagSession and sts:SetSourceIdentity, as far as the settings have tags and source_identity for the role"
	case "explicit_deny":
		return "no Deny for it in the organization's service control policies, the role's trust policy and your user's policies"
	case "trust_policy":
		return "the role's trust policy names your user or account"
	case "trust_source":
		return "the role's trust policy names the role behind " + profileEN(p)
	case "permission":
		return "your user is allowed sts:AssumeRole on this role"
	case "permission_source":
		return "the role behind " + profileEN(p) + " is allowed sts:AssumeRole on this one"
	case "mfa_condition":
		return "if the role requires MFA, the profile has your mfa_serial"
	case "mfa_session":
		return "if the role requires MFA, the temporary credentials of " + profileEN(p) + " were got with an MFA code"
	case "mfa_impossible":
		return "the role does not require MFA: no code can be given by way of " + profileEN(p)
	case "external_id":
		return "external_id is the one that the role expects"
	case "external_id_missing":
		return "if the role expects an external ID, the profile has it as external_id"
	case "source_ip":
		return "you are on the network that the role requires, such as the VPN"
	case "wrong_account":
		return "account" + inBrackets(account(p.Account)) + " and name of the role in role_arn are right"
	}
	return ""
}
