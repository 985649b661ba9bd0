cask "[[.PROGRAM]]" do
  version "[[.VERSION]]"
  sha256 "[[.ZIP_SHA256]]"

  url "[[.DOWNLOADS]]/v#{version}/[[.PROGRAM]]_#{version}_macos_universal.zip"
  name "[[.NAME]]"
  desc "[[.SUMMARY]]"
  homepage "[[.HOMEPAGE]]"

  depends_on macos: :ventura

  app "[[.NAME]].app"
  binary "#{appdir}/[[.NAME]].app/Contents/MacOS/[[.PROGRAM]]"

  # No launchctl or login_item: an upgrade runs uninstall too, and would take the
  # start at login away.
  uninstall quit: "[[.ID]]"

  zap launchctl: "[[.ID]]",
      trash:     [
        "~/Library/Application Support/[[.NAME]]",
        "~/Library/LaunchAgents/[[.ID]].plist",
        "~/Library/Preferences/[[.ID]].plist",
      ]
end
