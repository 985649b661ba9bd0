# Builds the app on the Mac that it is for: nothing is downloaded that Gatekeeper
# would stop.
class Halfday < Formula
  desc "[[.SUMMARY]]"
  homepage "[[.HOMEPAGE]]"
  url "[[.DOWNLOADS]]/v[[.VERSION]]/[[.PROGRAM]]_[[.VERSION]]_source.tar.gz"
  sha256 "[[.SOURCE_SHA256]]"
  license "MIT"

  depends_on "go" => :build
  depends_on macos: :ventura

  def install
    system "make", "app-here", "VERSION=#{version}", "COMMIT=[[.COMMIT]]", "DATE=[[.DATE]]", "EPOCH=[[.EPOCH]]"
    # Ad hoc: for this Mac alone, but sealed.
    system "sh", "packaging/macos/sign.sh", "dist/[[.NAME]].app"
    prefix.install "dist/[[.NAME]].app"
    bin.write_exec_script opt_prefix/"[[.NAME]].app/Contents/MacOS/[[.PROGRAM]]"
    generate_completions_from_executable(bin/"[[.PROGRAM]]", "completion")
  end

  def caveats
    <<~TEXT
      The app is in
        #{opt_prefix}/[[.NAME]].app
      Copy it to where macOS looks for apps, and again after an upgrade: a login
      item that names this folder would be lost with it.
        ditto #{opt_prefix}/[[.NAME]].app /Applications/[[.NAME]].app
    TEXT
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/[[.PROGRAM]] version")
  end
end
