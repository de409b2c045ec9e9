// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";

/// @notice A strategy that only holds tokens: what is measured with it is the vault's own.
contract SinkStrategy is IStrategy {
    using SafeCast for uint256;

    address public immutable vault;
    address public immutable asset;

    constructor(address vault_, address asset_) {
        (vault, asset) = (vault_, asset_);
    }

    modifier onlyVault() {
        require(msg.sender == vault, OnlyVault(msg.sender, vault));
        _;
    }

    function kind() external pure returns (string memory) {
        return "sink";
    }

    function riskIds() external pure returns (bytes32[] memory) {
        return new bytes32[](0);
    }

    function exposure(uint256) external view returns (int256 lst, int256 eth) {
        return (withdrawable().toInt256(), 0);
    }

    function withdrawable() public view returns (uint256) {
        return IERC20(asset).balanceOf(address(this));
    }

    function deploy(uint256, bytes calldata) external onlyVault {}

    function free(uint256 assets, bytes calldata) external onlyVault {
        assert(IERC20(asset).transfer(vault, assets));
    }

    function unwind(uint256 fractionWad) external onlyVault {
        assert(IERC20(asset).transfer(vault, withdrawable() * fractionWad / 1e18));
    }

    function manage(bytes calldata) external onlyVault {}
}
