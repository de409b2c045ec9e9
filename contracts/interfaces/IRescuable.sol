// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title IRescuable
/// @notice A strategy that can be liquidated, and that the vault may therefore deleverage on anybody's word.
interface IRescuable {
    /// @notice How near the strategy is to its liquidation.
    /// @dev Sound: nothing is due. UnderFloor: under the health factor that its own limits ask for; the keeper's business first.
    /// UnderTrigger: so near that nobody waits for the keeper.
    enum RescueState {
        Sound,
        UnderFloor,
        UnderTrigger
    }

    /// @notice The strategy is sound; nothing may be sold.
    error RescueNotNeeded(uint256 healthFactorWad, uint256 floorWad);
    /// @notice The sale would not have raised the health factor.
    error RescueUseless(uint256 healthFactorWad, uint256 healthFactorBeforeWad);

    /// @notice Must not revert while the lender answers.
    function rescueState() external view returns (RescueState);

    /// @notice Deleverages up to the health floor, as reckoned at the worst price within the strategy's own slippage bound. Only the vault.
    /// @param receiver Who is paid for it, in LST out of the strategy.
    /// @param bountyBps Bounty in bps of the LST sold. @param maxBounty Its ceiling, LST wei.
    /// @return sold LST sold. @return bounty LST paid to `receiver`.
    function rescue(address receiver, uint256 bountyBps, uint256 maxBounty)
        external
        returns (uint256 sold, uint256 bounty);
}
