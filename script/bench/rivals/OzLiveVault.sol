// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {IWstEth} from "contracts/interfaces/IWstEth.sol";
import {OzVault} from "script/bench/rivals/OzVault.sol";

/// @title OzLiveVault
/// @notice RIVAL for measurements, never for money: OpenZeppelin's ERC-4626 with strategies, each of which it values live at par on every entry and
/// leave. It pulls from the first where a leaver asks for more than lies idle. No market rate, no caps, no fees, no roles.
contract OzLiveVault is OzVault {
    using SafeCast for int256;
    using SafeCast for uint256;

    IStrategy[] private _strategies;

    /// @notice Adds a strategy and puts idle LST into it.
    function push(IStrategy strategy, uint256 assets, bytes calldata data) external {
        _strategies.push(strategy);
        require(IERC20(asset()).transfer(address(strategy), assets), "transfer failed");
        strategy.deploy(assets, data);
    }

    function totalAssets() public view override returns (uint256) {
        IERC20 lst = IERC20(asset());
        uint256 parWad = IWstEth(address(lst)).stEthPerToken();
        (int256 lstSum, int256 ethSum) = (lst.balanceOf(address(this)).toInt256(), int256(0));
        for (uint256 i; i < _strategies.length; ++i) {
            (int256 owned, int256 eth) = _strategies[i].exposure(parWad);
            (lstSum, ethSum) = (lstSum + owned, ethSum + eth);
        }
        return (lstSum + ethSum * 1e18 / parWad.toInt256()).toUint256();
    }

    function _withdraw(address caller, address receiver, address owner, uint256 assets, uint256 shares)
        internal
        override
    {
        uint256 held = IERC20(asset()).balanceOf(address(this));
        if (held < assets) _strategies[0].free(assets - held, "");
        super._withdraw(caller, receiver, owner, assets, shares);
    }
}
