// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title ILstOracle
/// @notice The two ETH-per-LST rates that a vault is valued at. See the implementation's header for the rules.
interface ILstOracle {
    /// @notice One market source as the oracle sees it now.
    /// @param source The quote source.
    /// @param fresh False where the source failed, was stale or answered out of bounds.
    /// @param rateWad ETH per LST (WAD); zero where not fresh.
    struct QuoteState {
        address source;
        bool fresh;
        uint256 rateWad;
    }

    /// @notice A constructor argument lies outside its admissible range.
    error OracleConfigInvalid(string what, uint256 value, uint256 min, uint256 max);

    /// @notice The call came with too little gas for a source to answer; send at least `needed` more for each source.
    error GasInsufficient(uint256 left, uint256 needed);

    /// @notice Par and market rate, both ETH per LST in WAD. Never zero; reverts for too little gas alone.
    /// @return parWad The redemption rate, read from the issuer.
    /// @return marketWad The lowest quote, where a silent source counts as the fallback rate and a quote under the floor as the floor; equal to par
    /// within the tolerance band, and never over par: whoever pays more than the issuer asks could have gone to the issuer.
    /// @return fresh False where any source or par is a fallback. Value still moves out then, at the worse price; risk must not rise.
    function rates() external view returns (uint256 parWad, uint256 marketWad, bool fresh);

    /// @notice Par alone, without asking any market source.
    /// @return parWad As in `rates`. @return fresh Whether it is the issuer's word. Where it is not, nothing may be booked at it.
    function par() external view returns (uint256 parWad, bool fresh);

    /// @notice Every market source with what it says now.
    function quotes() external view returns (QuoteState[] memory);
}
