// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IRescuable} from "contracts/interfaces/IRescuable.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";

/// @notice A strategy double that can be liquidated: tests say how near it is, and what a rescue sells and repays.
contract RescuableDouble is StrategyDouble, IRescuable {
    using SafeCast for uint256;

    IRescuable.RescueState public rescueState;
    uint256 private _sold;
    uint256 private _repaid;

    constructor(address vault_, address lst_) StrategyDouble(vault_, lst_) {}

    function setRescueState(IRescuable.RescueState state) external {
        rescueState = state;
    }

    /// @notice What the next rescue sells (LST) and repays (ETH).
    function setSale(uint256 sold, uint256 repaid) external {
        (_sold, _repaid) = (sold, repaid);
    }

    /// @inheritdoc IRescuable
    function rescue(address receiver, uint256 bountyBps, uint256 maxBounty)
        external
        onlyVault
        returns (uint256 sold, uint256 bounty)
    {
        require(rescueState != IRescuable.RescueState.Sound, RescueNotNeeded(0, 0));
        if (mode == Mode.CallBack) _callBack();
        sold = _sold;
        bounty = Math.min(sold * bountyBps / 10_000, maxBounty);
        (lst, eth) = (lst - (sold + bounty).toInt256(), eth + _repaid.toInt256());
        rescueState = IRescuable.RescueState.Sound;
        if (bounty != 0) assert(LST.transfer(receiver, bounty));
        _backLst();
    }
}
