// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {LstMarketMath} from "strategies/market/LstMarketMath.sol";
import {LeveredVault} from "test/support/LeveredVault.sol";
import {Mainnet} from "test/support/Mainnet.sol";

/// @notice The vault that is levered on the real Aave, with eve beside its depositors, and what is needed to say what she gained and what they lost.
abstract contract LeveredAttack is LeveredVault {
    /// @dev Wei that Aave may round away in the actions of one call.
    uint256 internal constant ROUNDING = 12;
    uint256 internal constant VIRTUAL = 1e6;
    bytes32 private constant CONSENSUS_SLOT = keccak256("lido.Lido.clBalanceAndClValidators");

    address internal eve = makeAddr("eve");

    /// @dev By redemption of what `maxRedeem` allows, or by exit of all.
    function _leave(address user, bool byExit) internal returns (uint256 paid) {
        uint256 shares = byExit ? vault.balanceOf(user) : vault.maxRedeem(user);
        if (shares == 0) return 0;
        vm.prank(user);
        return byExit ? vault.exit(shares, 0, user) : vault.redeem(shares, user, user);
    }

    /// @dev LST in hand, and what the shares would be paid now.
    function _worth(address user) internal view returns (uint256) {
        return LST.balanceOf(user) + _bid(user);
    }

    function _bid(address user) internal view returns (uint256) {
        return vault.previewRedeem(vault.balanceOf(user));
    }

    /// @dev What the shares of `user` are of the net asset value at par, whatever of it has been recognised, with the virtual share as in all prices.
    function _owned(address user) internal view returns (uint256) {
        return vault.balanceOf(user) * (vault.valuation().navPar + VIRTUAL) / (vault.totalSupply() + VIRTUAL);
    }

    /// @dev The issuer reports that validators hold `bps` more or less: a slash, or rewards without the fee.
    function _rebase(int256 bps) internal {
        uint256 word = uint256(vm.load(Mainnet.STETH, CONSENSUS_SLOT));
        uint256 held = uint128(word);
        uint256 changed = bps < 0 ? held - held * uint256(-bps) / BPS : held + held * uint256(bps) / BPS;
        vm.store(Mainnet.STETH, CONSENSUS_SLOT, bytes32((word >> 128 << 128) | changed));
    }

    /// @dev Trades to `target` and says what the trader got in LST wei at par, negative where he paid more than that.
    function _trade(uint160 target) internal returns (int256 gained) {
        (uint160 current,,,,,,) = UNISWAP.slot0();
        if (target == current) return 0;
        (int256 lst, int256 eth) = UNISWAP.swap(address(this), target < current, type(int128).max, target, "");
        return -lst - eth * 1e18 / int256(_par());
    }

    function _sqrtAt(uint256 bps) internal view returns (uint160) {
        return LstMarketMath.sqrtPriceAt(_par() * bps / BPS, 0);
    }

    function _sqrtPrice() internal view returns (uint160 price) {
        (price,,,,,,) = UNISWAP.slot0();
    }
}
