// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IRescuable} from "contracts/interfaces/IRescuable.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {BalanceSheet} from "contracts/libraries/BalanceSheet.sol";
import {Batches} from "contracts/vault/Batches.sol";

/// @title Exits
/// @notice What anyone may have done at once: his own slice unwound at his own cost, and a strategy near its liquidation deleveraged.
abstract contract Exits is Batches {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;

    uint256 internal constant RESCUE_BOUNTY_BPS = 10;
    uint256 internal constant MAX_RESCUE_BOUNTY = 1e18;
    /// @dev What unwinding one strategy may cost; a tenth of it is common.
    uint256 private constant UNWIND_GAS = 6_000_000;
    uint256 private constant CALL_GAS = 10_000;

    /* EXIT */

    function _exit(uint256 shares, uint256 minAssets, address receiver) internal returns (uint256 assets) {
        AccountingStorage storage $ = _accounting();
        Sheet memory start = _sheet(Purpose.Leave);
        _commit(start);
        _burn(msg.sender, shares);

        uint256 fractionWad = shares * BalanceSheet.WAD / (start.supply + BalanceSheet.VIRTUAL);
        // Two statements: what is unwound becomes idle, and a sum may be evaluated from the right.
        uint256 raised = $.idle * fractionWad / BalanceSheet.WAD;
        raised += _unwind(fractionWad);
        Sheet memory end = _sheetAfter(start);
        assets = Math.min(raised, _fairShare(shares, start, end));
        require(assets != 0, AmountTooSmall());
        require(assets >= minAssets, ReceivedUnderMinimum(assets, minAssets));

        _commit(end);
        _remember(end);
        _book(-assets.toInt256());
        IERC20($.asset).safeTransfer(receiver, assets);
        emit IERC4626.Withdraw(msg.sender, receiver, msg.sender, assets, shares);
    }

    /// @dev No more than a redemption would pay, and no more than leaves those who stay whole at par.
    function _fairShare(uint256 shares, Sheet memory start, Sheet memory end) private pure returns (uint256) {
        uint256 atBid = BalanceSheet.paidFor(shares, start.supply, start.value.bid);
        uint256 ofStayers = Math.mulDiv(
            start.value.navPar + BalanceSheet.VIRTUAL,
            start.supply - shares + BalanceSheet.VIRTUAL,
            start.supply + BalanceSheet.VIRTUAL,
            Math.Rounding.Ceil
        );
        uint256 navWithVirtual = end.value.navPar + BalanceSheet.VIRTUAL;
        return Math.min(atBid, navWithVirtual - Math.min(navWithVirtual, ofStayers));
    }

    /// @dev One stuck strategy must not hold up the others, hence no revert of it is passed on.
    function _unwind(uint256 fractionWad) private returns (uint256 raised) {
        address[] memory list = _strategies();
        for (uint256 i; i < list.length; ++i) {
            if (_isIsolated(list[i])) continue;
            uint256 balanceBefore = _lstBalance();
            uint256 available = gasleft() * 63 / 64;
            try IStrategy(list[i]).unwind{gas: UNWIND_GAS}(fractionWad) {
                uint256 received = _bookReceived(balanceBefore);
                raised += received;
                emit Unwound(list[i], fractionWad, received);
            } catch (bytes memory reason) {
                // What more gas would have unwound must not pass for stuck: a wallet's estimate would settle there.
                require(available >= UNWIND_GAS + CALL_GAS, GasInsufficient(available, UNWIND_GAS + CALL_GAS));
                emit UnwindFailed(list[i], fractionWad, reason);
            }
        }
    }

    /* RESCUE */

    function _rescue(address strategy, address receiver) internal returns (uint256 bounty) {
        AllocationStorage storage $ = _allocation();
        _requireListed(strategy);
        require(!_isIsolated(strategy), StrategyIsolated(strategy));
        require(receiver != address(0), AddressZero("receiver"));
        IRescuable.RescueState state = IRescuable(strategy).rescueState();
        uint256 silence = block.timestamp - $.rebalancedAt;
        bool due = state == IRescuable.RescueState.UnderTrigger
            || (state == IRescuable.RescueState.UnderFloor && silence > $.maxKeeperSilence);
        require(due, RescueNotDue(strategy, silence, $.maxKeeperSilence));

        Sheet memory start = _sheet(Purpose.Booking);
        _commit(start);
        uint256 sold;
        (sold, bounty) = IRescuable(strategy).rescue(receiver, RESCUE_BOUNTY_BPS, MAX_RESCUE_BOUNTY);
        Sheet memory end = _sheetAfter(start);
        _commit(end);
        _remember(end);
        emit Rescued(strategy, msg.sender, receiver, sold, bounty, end.value.navPar);
    }
}
